package id.cemara.registry;

import java.time.LocalDate;
import java.util.UUID;

/// A group that goes on in another area.
///
/// @param group the group
/// @param fromArea where it lay
/// @param intoArea where it lies now
/// @param on the first day it lies there
public record GroupMove(UUID group, String fromArea, String intoArea, LocalDate on) {}
