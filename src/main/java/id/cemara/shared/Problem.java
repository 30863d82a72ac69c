package id.cemara.shared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/// A "no" that the user can act on. Each module lists its own in a sealed interface of records.
///
/// The sentence a person reads is the message `problem.<code>`, filled with [#arguments()]. Codes are added, never
/// renamed: programs rely on them.
public interface Problem {

    /// A short stable name, lower case with hyphens.
    String code();

    /// The HTTP status that says it to a program.
    int status();

    /// What the sentence is filled with, in order.
    @JsonIgnore
    default List<Object> arguments() {
        return List.of();
    }

    /// What a program gets beside the sentence.
    @JsonIgnore
    default Map<String, Object> members() {
        return Map.of();
    }
}
