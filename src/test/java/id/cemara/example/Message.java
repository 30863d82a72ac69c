package id.cemara.example;

import java.time.LocalDate;
import java.util.UUID;

/// A message without an answer.
///
/// @param areaCode the group's area
/// @param sentOn the day it arrived
record Message(UUID id, String groupName, String areaCode, String text, LocalDate sentOn) {}
