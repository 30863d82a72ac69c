package id.cemara.permit;

import java.util.List;

/// A hint about a permit that never blocks.
///
/// @param code a suffix of the message key `permit.warning.`
/// @param arguments of the message
public record Warning(String code, List<Object> arguments) {

    public Warning {
        arguments = List.copyOf(arguments);
    }
}
