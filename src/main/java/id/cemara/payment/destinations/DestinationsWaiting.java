package id.cemara.payment.destinations;

import id.cemara.identity.Permission;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import java.util.List;
import org.springframework.stereotype.Component;

/// The task to check waiting codes and accounts.
@Component
class DestinationsWaiting implements Todo {

    private final Destinations destinations;
    private final Frames frames;

    DestinationsWaiting(Destinations destinations, Frames frames) {
        this.destinations = destinations;
        this.frames = frames;
    }

    @Override
    public int order() {
        return 330;
    }

    @Override
    public List<Item> items() {
        if (!Permission.CHECK_PAYMENT_CODES.allows(CurrentActor.get())) {
            return List.of();
        }
        long waiting = destinations.countWaiting();
        return waiting == 0
                ? List.of()
                : List.of(new Item(frames.current().t("payment.todo.waiting", waiting), "/kerja/kode-bayar"));
    }
}
