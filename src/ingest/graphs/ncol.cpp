#include "ingest/graphs/ncol.h"

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/graphs/graph_rows.h"
#include "ingest/graphs/text_lines.h"

namespace cuibono::ingest {
namespace {

// The weight at the end of a line; what is wrong with the line's end, or empty.
std::string read_weight(std::string_view rest, std::string_view& weight) {
  const auto word = next_word(rest);
  if (!word) return {};
  if (!base::parse_number(word->text)) return in_quotes(word->text) + " is not a weight; a name must not contain blanks";
  weight = word->text;
  return base::trim(rest).empty() ? std::string() : "the line goes on after the weight";
}

void add_tie(GraphRows& out, std::uint64_t line, std::string_view source, std::string_view target, std::string_view weight) {
  out.mention_node(line, source);
  out.mention_node(line, target);
  out.add_tie(line, source, target, false);
  out.set_tie("attribute:weight", weight);
}

void read_ncol_line(GraphRows& out, std::uint64_t line, std::string_view rest) {
  const auto source = next_word(rest), target = next_word(rest);
  if (!source) return;
  if (!target) return out.issue(line, "the line names one node, and a tie has two");
  std::string_view weight;
  if (auto problem = read_weight(rest, weight); !problem.empty()) return out.issue(line, std::move(problem));
  add_tie(out, line, source->text, target->text, weight);
}

base::Result<void> read_lgl_line(GraphRows& out, std::uint64_t line, std::string_view rest, std::string_view& node) {
  const auto word = next_word(rest);
  if (!word) return {};
  if (word->text.starts_with('#')) {
    const auto named = word->text.size() > 1 ? std::optional(Word{word->text.substr(1)}) : next_word(rest);
    if (!named) return out.failure("a # names no node", line, "write `# NAME`, then its neighbours, a line each");
    node = named->text;
    out.mention_node(line, node);
    return {};
  }
  if (node.empty()) return out.failure("a neighbour stands before the first node", line, "write `# NAME` before its neighbours");
  std::string_view weight;
  if (auto problem = read_weight(rest, weight); !problem.empty()) out.issue(line, std::move(problem));
  else add_tie(out, line, node, word->text, weight);
  return {};
}

// Calls `read_line` with every line's number and text.
template <class ReadLine>
base::Result<void> read_lines(Draft& draft, const std::filesystem::path& path, std::string bytes, base::Progress& progress, ReadLine read_line) {
  const auto size = bytes.size();
  auto tables = GraphRows::open(draft, path, std::move(bytes));
  if (!tables) return tl::unexpected(tables.error());
  TextLines lines(tables->text());
  while (const auto line = lines.next()) {
    if (lines.number() % 4096 == 0 && progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
    if (const auto read = read_line(*tables, lines.number(), *line); !read) return read;
  }
  progress.done += size;
  return tables->finish();
}

} // namespace

Fit is_ncol(const Sniffed& file) { return file.extension == "ncol" ? Fit::Name : Fit::None; }
Fit is_lgl(const Sniffed& file) { return file.extension == "lgl" ? Fit::Name : Fit::None; }

base::Result<void> read_ncol(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&, base::Progress& progress) {
  return read_lines(draft, path, std::move(bytes), progress, [](GraphRows& out, std::uint64_t number, std::string_view line) {
    read_ncol_line(out, number, line);
    return base::Result<void>();
  });
}

base::Result<void> read_lgl(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&, base::Progress& progress) {
  std::string_view node;
  return read_lines(draft, path, std::move(bytes), progress, [&node](GraphRows& out, std::uint64_t number, std::string_view line) {
    return read_lgl_line(out, number, line, node);
  });
}

} // namespace cuibono::ingest
