package id.cemara.shell;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Adds the [Frame] to the model of every page.
@ControllerAdvice(annotations = Controller.class)
record FrameAdvice(Frames frames) {

    @ModelAttribute("frame")
    Frame frame() {
        return frames.current();
    }
}
