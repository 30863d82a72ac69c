package id.cemara.example;

import java.time.LocalDate;
import java.util.UUID;

/// A message that waits for an answer.
///
/// @param id the message
/// @param groupName to which group
/// @param areaCode where that group lies
/// @param text what it says
/// @param sentOn the day it came
record Message(UUID id, String groupName, String areaCode, String text, LocalDate sentOn) {}
