#pragma once
// Field :86: of an MT940 entry: who is on the other side and what for, in whichever of the ways banks write it.

#include <string_view>
#include <vector>

#include "ingest/bank/statement.h"

namespace cuibono::ingest {

/// Which side of the payment orders it: on a credit (or a debit given back) the other side does.
enum class Orderer { Other, Holder };

/// Reads `?20...?32...` (or another mark than `?`; the codes of the German banks, with EREF+ and SVWZ+ inside),
/// `/NAME/.../REMI/...` (SWIFT's and the Dutch banks' codes), or free text, which is all purpose. Nothing is guessed
/// from free text.
void read_details(const std::vector<std::string_view>& lines, Orderer orderer, BankPayment& into);

} // namespace cuibono::ingest
