package id.cemara.shared;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.market.OrderPlaced;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IdsTests {

    private static final JsonMapper JSON = new JsonMapper();

    /// Events wait in the database as JSON; those written before an upgrade are read after it.
    @Test
    void an_id_is_a_bare_uuid_in_stored_events_and_is_read_back() {
        UUID order = new UUID(1, 2);
        UUID group = new UUID(3, 4);
        var placed = new OrderPlaced(new OrderId(order), "K7M4-QX2P", new GroupId(group), "17.05");
        String written = """
                {"order":"%s","code":"K7M4-QX2P","group":"%s","areaCode":"17.05"}""".formatted(order, group);
        assertThat(JSON.writeValueAsString(placed)).isEqualTo(written);
        assertThat(JSON.readValue(written, OrderPlaced.class)).isEqualTo(placed);
        assertThat(JSON.readValue("\"" + order + "\"", ProductId.class)).isEqualTo(new ProductId(order));
    }

    /// In the address of a page and in a sentence of the log.
    @Test
    void an_id_is_printed_as_its_uuid() {
        UUID id = new UUID(5, 6);
        assertThat("/x/" + new GroupId(id) + new ProductId(id) + new OrderId(id))
                .isEqualTo("/x/" + id + id + id);
    }
}
