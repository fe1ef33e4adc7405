#pragma once
// How the structure of a network is printed. Victims stand under what may be printed of them, and have no rank.

#include "app/structure.h"
#include "cli/output.h"

namespace cuibono::cli {

/// `named`: the measures named on the command line, which alone are then in the table; `most`: its rows, 0 all.
struct StructurePrint {
  std::vector<std::string> named;
  std::size_t most = 0;
  bool timing = false;
};

Json structure_json(const OpenedCase& opened, const app::Structure& built, const StructurePrint& print);

/// A row a node, those who are ranked first.
TextTable structure_csv(const OpenedCase& opened, const app::Structure& built);

void print_structure(std::ostream& out, const OpenedCase& opened, const app::Structure& built, const StructurePrint& print);

/// Each measure with its question, what it does not say, and what weights do to it.
TextTable explained_measures();

Json left_out_json(const graph::LeftOut& left_out);

} // namespace cuibono::cli
