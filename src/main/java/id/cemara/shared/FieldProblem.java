package id.cemara.shared;

import java.util.List;

/// What is wrong with one field of a form or of a program's request.
///
/// @param field its name as the form or the request has it
/// @param expected what would be accepted, as the tail of the message key `expected.<expected>`
/// @param arguments what the message is filled with
public record FieldProblem(String field, String expected, List<Object> arguments) {

    public FieldProblem {
        arguments = List.copyOf(arguments);
    }

    /// A problem whose message needs no filling.
    public FieldProblem(String field, String expected) {
        this(field, expected, List.of());
    }
}
