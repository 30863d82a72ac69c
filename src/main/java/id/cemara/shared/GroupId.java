package id.cemara.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Which group is meant: an id of its own type, so that no other id can be passed in its place.
///
/// In JSON and in tables it is the bare UUID.
public record GroupId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GroupId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
