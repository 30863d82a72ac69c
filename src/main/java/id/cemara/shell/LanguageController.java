package id.cemara.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/// Stores the chosen language in a cookie.
@Controller
record LanguageController(LocaleResolver localeResolver, OwnAddresses addresses) {

    @PostMapping("/bahasa")
    String choose(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        localeResolver.setLocale(request, response, language.equals("en") ? Texts.ENGLISH : Texts.INDONESIAN);
        return "redirect:" + addresses.pageOrAbove(back);
    }
}
