package id.cemara.registry.members;

import id.cemara.registry.FieldText;
import id.cemara.shared.Checks;
import id.cemara.shared.PhoneNumbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checked facts of a member.
///
/// @param name 1 to 120 characters
/// @param birthDate from 1900, not in the future; null if unknown
/// @param phone E.164; null if unknown
/// @param nik null if not given
/// @param familyCard 16 digits; null if not given
/// @param joinedOn not in the future
public record MemberDetails(
        String name,
        @Nullable LocalDate birthDate,
        @Nullable String phone,
        @Nullable NationalId nik,
        @Nullable String familyCard,
        LocalDate joinedOn) {

    private static final int MAX_NAME = 120;

    /// Validates a member's facts, for the form, the import and the API.
    ///
    /// @throws id.cemara.shared.Refused naming every invalid field
    public static MemberDetails read(MemberRequest request, LocalDate today) {
        var checks = new Checks();
        String name = checks.name("name", request.name(), MAX_NAME);
        Optional<LocalDate> birthDate = checks.pastDay("birthDate", request.birthDate(), today);
        String phone = FieldText.line(request.phone());
        Optional<String> number = PhoneNumbers.parse(phone);
        checks.that(phone.isEmpty() || number.isPresent(), "phone", "phone");
        String typedNik = FieldText.line(request.nik());
        Optional<NationalId> nik = NationalId.parse(typedNik);
        checks.that(typedNik.isEmpty() || nik.isPresent(), "nik", "nik");
        String typedCard = FieldText.line(request.familyCard());
        Optional<String> card = FamilyCardNumber.parse(typedCard);
        checks.that(typedCard.isEmpty() || card.isPresent(), "familyCard", "family-card");
        Optional<LocalDate> joinedOn = checks.pastDay("joinedOn", request.joinedOn(), today);
        checks.refuseProblems();
        return new MemberDetails(
                name,
                birthDate.orElse(null),
                number.orElse(null),
                nik.orElse(null),
                card.orElse(null),
                joinedOn.orElse(today));
    }

    /// What the user should check, as suffixes of the message keys `registry.warning.` and `finding.`.
    ///
    /// @param areaCode of the group
    public List<String> warnings(String areaCode) {
        List<String> warnings = new ArrayList<>();
        if (nik != null && !nik.isFrom(areaCode)) {
            warnings.add("nik-elsewhere");
        }
        if (nik != null && birthDate != null && !nik.matches(birthDate)) {
            warnings.add("nik-birth-date");
        }
        return warnings;
    }

    @Override
    public String toString() {
        return "MemberDetails[hidden]"; // keeps personal data out of logs
    }
}
