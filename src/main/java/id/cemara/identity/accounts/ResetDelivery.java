package id.cemara.identity.accounts;

import java.util.UUID;

/// Sends a reset link to its owner, for instance by e-mail. Implemented by the module that sends messages;
/// without one, the office passes the link on.
public interface ResetDelivery {

    /// @param account the owner of the link
    /// @param link the absolute address; it must not be stored
    void deliver(UUID account, String link);
}
