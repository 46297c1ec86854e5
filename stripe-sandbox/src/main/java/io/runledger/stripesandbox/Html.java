package io.runledger.stripesandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all pages are made of; whatever comes from outside is escaped here. */
final class Html {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s</title><style>
            body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1f2937; background: #f3f4f6 }
            .banner { background: #f59e0b; color: #111827; font-weight: 700; text-align: center; padding: .6rem }
            main { max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
            .card { background: #fff; border-radius: .75rem; box-shadow: 0 1px 4px #0002; padding: 1.5rem; margin: 1rem 0 }
            .price { font-size: 2rem; font-weight: 700 }
            .quiet { color: #6b7280; font-size: .875rem }
            form { display: inline-block; margin: .25rem .25rem .25rem 0 }
            button, .button { font: inherit; border: 0; border-radius: .5rem; padding: .5rem .9rem; cursor: pointer;
              background: #e5e7eb; color: #111827; text-decoration: none; display: inline-block }
            button.first { background: #4f46e5; color: #fff }
            input { font: inherit; width: 5rem; padding: .4rem; border: 1px solid #d1d5db; border-radius: .5rem }
            </style></head><body><div class="banner">Sandbox: no real money moves</div>
            <main><h1>%1$s</h1>%2$s</main></body></html>
            """;

    private Html() {}

    /**
     * @param body is HTML already
     */
    static String page(String title, String body) {
        return FRAME.formatted(escape(title), body);
    }

    static String paragraph(@Nullable String text) {
        return "<p>" + escape(text) + "</p>";
    }

    static String quiet(@Nullable String text) {
        return "<p class=\"quiet\">" + escape(text) + "</p>";
    }

    static String card(String... bodies) {
        return "<div class=\"card\">" + String.join("\n", bodies) + "</div>";
    }

    /** A button that posts, with fields named and filled in turn. */
    static String button(String label, String address, String... fields) {
        return form(label, address, "", fields);
    }

    /** The same with a field to fill in. */
    static String asking(String label, String address, String field, String value) {
        String input = "<input name=\"" + escape(field) + "\" value=\"" + escape(value) + "\">";
        return form(label, address, input);
    }

    private static String form(String label, String address, String input, String... fields) {
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"" + escape(address) + "\">");
        for (int i = 0; i < fields.length; i += 2) {
            form.append("<input type=\"hidden\" name=\"").append(escape(fields[i]));
            form.append("\" value=\"").append(escape(fields[i + 1])).append("\">");
        }
        String look = "Pay".equals(label) ? " class=\"first\"" : "";
        return form + "<button" + look + ">" + escape(label) + "</button> " + input + "</form>";
    }

    static String link(String label, String address) {
        return "<a class=\"button\" href=\"" + escape(address) + "\">" + escape(label) + "</a>";
    }

    static String money(JsonNode object, String field) {
        long amount = Json.number(object, field);
        String code = Json.need(object, "currency").toUpperCase(Locale.ROOT);
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
        int digits = known ? Math.max(0, Currency.getInstance(code).getDefaultFractionDigits()) : 0;
        return BigDecimal.valueOf(amount, digits).toPlainString() + " " + code;
    }

    static String time(JsonNode object, String field) {
        return Instant.ofEpochSecond(Json.number(object, field)).toString();
    }

    static String escape(@Nullable String text) {
        return (text == null ? "" : text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
