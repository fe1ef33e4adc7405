#pragma once
// Values by which somebody is known besides the name, brought into one form: phones, documents, accounts, registers, addresses,
// devices, dates of birth.

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace cuibono::match {

enum class ValueType { Phone, Document, Account, Registration, Email, Device, Address, Plate };
inline constexpr std::size_t kValueTypes = 8;

/// "phone number", for sentences.
std::string_view words_for(ValueType type);

/// What a column of a case's tables holds, by its name: `mobile`, `Passport No`, `iban`, `phone of P9`; nothing for others.
std::optional<ValueType> type_of_column(std::string_view column);

/// Digits with the country's code where it is known: from +66..., 0066..., or a number that begins with 0 and the country (ISO
/// 3166, two letters). `is_full` says whether the code is among them. Extensions after x or ; go.
struct Phone {
  std::string digits;
  bool is_full = false;
};
Phone phone_number(std::string_view text, std::string_view country);
/// Equal, or one is the other without its country's code; at least 7 digits of both.
bool is_same_phone(const Phone& a, const Phone& b);
/// The last 8 digits, in which both forms of one number agree; empty for less than 7.
std::string phone_tail(const Phone& phone);

/// Capital letters and digits of it; empty where there are fewer than 5, or no digit. Of an account `IBAN` goes, of a device number
/// (IMEI) the check digit and what follows.
std::string number_of(ValueType type, std::string_view text);

/// Words of an address in Latin letters, street words in one form, sorted, each once, parted by blanks; empty without a
/// number, as a town alone is no address.
std::string address_key(std::string_view latin);

enum class BirthDates { Unknown, Same, SameAsFarAsKnown, Swapped, Near, Different };
/// Swapped: day and month. Near: one of year, month, day differs, or both by little. A year of the Buddhist era is taken for
/// its own of the common era.
BirthDates compare_birth_dates(base::Date a, base::Date b);

} // namespace cuibono::match
