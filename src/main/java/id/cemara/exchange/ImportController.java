package id.cemara.exchange;

import id.cemara.exchange.TableProblem.TableEmpty;
import id.cemara.platform.jobs.Job;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

@Controller
record ImportController(Imports imports, ImportBook book, ImportKinds kinds, Frames frames) {

    private static final int PAGE_SIZE = 50;

    @GetMapping("/kerja/impor")
    String list(Model model) {
        model.addAttribute("kinds", kinds.allowed());
        model.addAttribute("recent", book.recent());
        model.addAttribute("wrong", "");
        return "exchange/imports";
    }

    @PostMapping("/kerja/impor")
    String upload(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletResponse response) {
        try {
            if (file == null || file.isEmpty()) {
                throw new Refused(new TableEmpty());
            }
            return "redirect:/kerja/impor/"
                    + imports.upload(kind, file.getOriginalFilename(), file.getSize(), file::getInputStream);
        } catch (Refused refused) {
            if (refused.problem() instanceof TableProblem problem) {
                list(model);
                model.addAttribute("wrong", frames.current().t(problem));
                response.setStatus(problem.status());
                return "exchange/imports";
            }
            throw refused;
        }
    }

    @GetMapping("/kerja/impor/contoh/{kind}")
    void template(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response)
            throws IOException {
        TableFormat.asked(format)
                .orElse(TableFormat.XLSX)
                .download(kinds.template(kind, frames.current().texts()), response);
    }

    @GetMapping("/kerja/impor/{id}")
    String one(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletResponse response) {
        Import made = book.get(id);
        Optional<Job> job = imports.job(made);
        boolean working = job.filter(some -> !some.state().isOver()).isPresent();
        if (working) {
            response.setHeader("Refresh", "2");
        }
        model.addAttribute(
                "view",
                new ImportView(
                        made,
                        kinds.get("kind", made.kind()),
                        job.orElse(null),
                        working,
                        book.findings(id, PAGE_SIZE, cursor),
                        book.takenBefore(made),
                        cursor != null));
        return "exchange/import";
    }

    @PostMapping("/kerja/impor/{id}/kolom")
    String choose(@PathVariable UUID id, @RequestParam Map<String, String> form) {
        Map<String, Integer> columns = new HashMap<>();
        form.forEach((name, value) -> {
            if (value.matches("\\d{1,3}")) {
                columns.put(name, Integer.parseInt(value));
            }
        });
        imports.choose(id, columns);
        return "redirect:/kerja/impor/" + id;
    }

    @PostMapping("/kerja/impor/{id}/simpan")
    String commit(@PathVariable UUID id, @RequestParam(defaultValue = "") String mode) {
        imports.commit(id, mode);
        return "redirect:/kerja/impor/" + id;
    }

    @PostMapping("/kerja/impor/{id}/batal")
    String cancel(@PathVariable UUID id) {
        imports.cancel(id);
        return "redirect:/kerja/impor/" + id;
    }

    @GetMapping("/kerja/impor/{id}/laporan")
    void report(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response)
            throws IOException {
        TableFormat.asked(format)
                .orElse(TableFormat.CSV)
                .download(book.report(id, frames.current().texts()), response);
    }
}
