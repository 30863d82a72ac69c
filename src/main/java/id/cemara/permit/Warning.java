package id.cemara.permit;

import java.util.List;

/// Something about a permit that somebody should look at; it never blocks.
///
/// @param code the tail of the message key `permit.warning.<code>`
/// @param arguments what the sentence is filled with
public record Warning(String code, List<Object> arguments) {

    public Warning {
        arguments = List.copyOf(arguments);
    }
}
