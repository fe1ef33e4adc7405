#pragma once
// One <Ntry> of a CAMT message.

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "ingest/bank/statement.h"

namespace cuibono::ingest {

/// The element that one gets to by those local names in turn; null where there is none.
pugi::xml_node element_at(pugi::xml_node from, std::initializer_list<std::string_view> path);

/// Account by IBAN, by another scheme, or as the first version wrote it (<PrtryAcct>, <BBAN>, <UPIC>), inside
/// `account`.
std::string account_of(pugi::xml_node account);

/// Name and kind of a party, whether its name stands in it, in <Pty> or in an agent's <FinInstnId>.
BankParty party_of(pugi::xml_node party);

/// `<Amt Ccy="EUR">`, not below zero. Nothing where it cannot be read to the cent.
std::optional<Balance> amount_of(pugi::xml_node amount);

/// The day of <Dt> or <DtTm>, as written; empty where there is neither.
std::string day_of(pugi::xml_node date);

/// A batch's details are the payments where they add up to the entry, else the entry is one payment. `other_batches`
/// counts those.
BankEntry read_camt_entry(pugi::xml_node entry, std::uint64_t line, std::uint64_t& other_batches);

} // namespace cuibono::ingest
