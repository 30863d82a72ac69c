package id.cemara.shared;

/// The function of an account's person in the programme.
public enum Role {
    /// Speaks for one group (ketua, sekretaris, bendahara).
    GROUP_OFFICER,
    /// Accompanies the groups of some villages or kecamatan (PLKB, PKB).
    FIELD_OFFICER,
    /// The family-planning office of a kabupaten or kota (OPD KB).
    DISTRICT_OFFICE,
    /// The office of a province (Perwakilan BKKBN).
    PROVINCIAL_OFFICE,
    /// The national office.
    NATIONAL_OFFICE,
    /// An accompanying agency or a partner.
    PARTNER,
    /// Operates the installation and manages accounts.
    ADMINISTRATOR;

    /// Whether its accounts are given areas to work in. A group's officer has the group; a partner has none.
    public boolean worksInAreas() {
        return this != GROUP_OFFICER && this != PARTNER;
    }

    /// Whether its accounts work everywhere and are given no areas.
    public boolean isNational() {
        return this == NATIONAL_OFFICE || this == ADMINISTRATOR;
    }
}
