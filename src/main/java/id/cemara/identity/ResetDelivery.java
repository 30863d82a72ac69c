package id.cemara.identity;

import java.util.UUID;

/// Brings a reset link to the person it is for, such as by e-mail. Implemented by the module that sends messages; until
/// there is one, the office that made the link passes it on.
public interface ResetDelivery {

    /// @param account whose link it is
    /// @param link the absolute address, to be sent and not kept
    void deliver(UUID account, String link);
}
