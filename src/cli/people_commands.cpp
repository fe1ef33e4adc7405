#include <ostream>

#include "cli/command.h"
#include "cli/output.h"

namespace cuibono::cli {
namespace {

struct PeopleOptions {
  Reading reading;
  std::string add;
  std::filesystem::path new_password_file;
};

base::Result<void> add_person(store::CaseFile& file, const PeopleOptions& options) {
  if (options.new_password_file.empty())
    return base::fail(base::ErrorKind::Usage, "the new person's passphrase is missing", "--new-password-file", "name a file whose first line it is");
  const auto own = case_passphrase(options.reading.path, options.reading.passphrases);
  if (!own) return tl::unexpected(own.error());
  const auto theirs = read_passphrase(options.new_password_file);
  if (!theirs) return tl::unexpected(theirs.error());
  if (theirs->size() < protect::kShortestPassphrase)
    return base::fail(base::ErrorKind::Usage, "the passphrase is too short", options.new_password_file.string(), "give 8 characters or more");
  return file.add_person(*own, options.add, *theirs);
}

Outcome people(const PeopleOptions& options, const Environment& environment) {
  auto file = open_file(options.reading, options.add.empty());
  if (!file) return tl::unexpected(file.error());
  if (!options.add.empty()) {
    if (const auto added = add_person(*file, options); !added) return tl::unexpected(added.error());
    environment.err << options.add << " can open the case now; the vault stays shut to them\n";
  }
  const auto holders = file->people();
  if (!holders) return tl::unexpected(holders.error());
  TextTable table{{{"holder"}}, {}};
  for (const auto& holder : *holders) table.rows.push_back({holder});
  print(environment.out, table, options.reading);
  if (!file->is_encrypted()) environment.err << "note: the case is not encrypted; whoever has the file can read it\n";
  return 0;
}

} // namespace

void add_people_commands(Program& program) {
  auto who = add_subcommand<PeopleOptions>(program, "people", "Who can open an encrypted case; add somebody", people);
  add_reading(*who.app, who.options->reading);
  add_csv(*who.app, who.options->reading);
  who.app->add_option("--add", who.options->add, "Name of the person to add");
  who.app->add_option("--new-password-file", who.options->new_password_file, "File whose first line is that person's passphrase");
}

} // namespace cuibono::cli
