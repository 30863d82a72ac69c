package id.cemara.shared;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Days in a row.
///
/// @param until the first day that no longer counts; null while there is no end
public record DateRange(LocalDate from, @Nullable LocalDate until) {}
