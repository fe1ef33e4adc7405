#pragma once
// What key-players, disrupt and money-cut print alike: people, and warnings where a removal could harm victims.

#include "app/harm.h"
#include "cli/output.h"

namespace cuibono::cli {

Json keys_of(const OpenedCase& opened, const std::vector<model::EntityId>& ids);

/// "Bram Osko (C1), Pell Drax (G1)"
std::string names_of(const OpenedCase& opened, const std::vector<model::EntityId>& ids);

/// [{"kind","who","victims":[ID],"text","exhibits":[ID]}]
Json warnings_json(const OpenedCase& opened, const std::vector<app::HarmWarning>& warnings);
void print_warnings(std::ostream& out, const OpenedCase& opened, const std::vector<app::HarmWarning>& warnings);

void add_money_cut_command(Program& program);

} // namespace cuibono::cli
