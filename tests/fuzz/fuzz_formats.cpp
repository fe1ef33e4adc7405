// One fuzz target a row of formats(): the reader named by CB_FUZZ_FORMAT gets any bytes, and what it makes of them is held to
// what a reader promises. A broken promise ends the program, so that libFuzzer keeps the input.

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "ingest/confined/wire.h"
#include "ingest/read_bytes.h"
#include "ingest/resolve.h"
#include "model/edit.h"

namespace cuibono::ingest {
namespace {

void promise(bool kept, const char* what) {
  if (kept) return;
  std::fprintf(stderr, "fuzz_formats: broken promise: %s\n", what);
  std::abort();
}

const Format& wanted() {
  const char* name = std::getenv("CB_FUZZ_FORMAT");
  const auto* format = name ? format_named(name) : nullptr;
  if (format && format->read) return *format;
  std::fprintf(stderr, "fuzz_formats: CB_FUZZ_FORMAT names no format that is read\n");
  std::exit(2);
}

void check_shape(const Draft& draft) {
  for (const auto& table : draft.tables) {
    promise(table.file < draft.files.size(), "a table belongs to a file");
    promise(table.cells.size() == table.rows() * table.columns.size(), "each row has a cell for each column");
    for (const auto cell : table.cells) promise(base::is_valid_utf8(cell), "each cell is valid UTF-8");
    for (const auto& column : table.columns) promise(base::is_valid_utf8(column), "each column's name is valid UTF-8");
  }
  for (const auto& issue : draft.issues) promise(issue.file < draft.files.size() && !issue.reason.empty(), "an issue has a file and a reason");
}

void check_wire(const Draft& draft) {
  std::string bytes;
  confined::write_answer(draft, [&](std::string_view piece) { return bytes += piece, true; });
  const auto back = confined::read_answer(bytes, nullptr, std::uint64_t{1} << 32);
  promise(back.has_value(), "the draft can be sent to another process");
  promise(back->tables.size() == draft.tables.size(), "no table is lost on the way");
  for (std::size_t i = 0; i < draft.tables.size(); ++i) promise(back->tables[i].cells == draft.tables[i].cells, "no cell changes on the way");
}

void check_import(const Draft& draft) {
  const auto resolution = resolve({}, draft);
  for (const auto& file : resolution.files) promise(file.rows == file.accepted + file.rejected, "each row is accepted or rejected");
  promise(model::apply({}, resolution.batch).has_value(), "what was accepted can be committed");
}

} // namespace
} // namespace cuibono::ingest

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cuibono;
  static const auto& format = ingest::wanted();
  ingest::Draft draft;
  base::Progress progress;
  const ingest::DraftFile file{"fuzz", std::string(format.name), std::string(64, '0')};
  const auto read = ingest::read_bytes(draft, file, std::string(reinterpret_cast<const char*>(data), size), {.keep_sheets = true}, progress);
  if (!read) {
    ingest::promise(!read.error().what.empty(), "a failure says what is wrong");
    return 0;
  }
  ingest::check_shape(draft);
  ingest::check_wire(draft);
  ingest::check_import(draft);
  return 0;
}
