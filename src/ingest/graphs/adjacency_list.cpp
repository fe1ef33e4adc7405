#include "ingest/graphs/adjacency_list.h"

#include "ingest/graphs/graph_rows.h"
#include "ingest/graphs/grid.h"

namespace cuibono::ingest {
namespace {

void read_row(GraphRows& out, const Grid::Row& row) {
  const auto source = row.cells[0];
  if (source.starts_with('#')) return;
  if (source.empty()) return out.issue(row.line, "the row does not begin with a node");
  out.mention_node(row.line, source);
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    if (row.cells[i].empty()) continue;
    out.mention_node(row.line, row.cells[i]);
    out.add_tie(row.line, source, row.cells[i], true);
  }
}

} // namespace

Fit is_adjacency_list(const Sniffed& file) { return file.extension == "adjlist" || file.extension == "adj" ? Fit::Name : Fit::None; }

base::Result<void> read_adjacency_list(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                                       base::Progress& progress) {
  const auto size = bytes.size();
  auto rows = GraphRows::open(draft, path, std::move(bytes));
  if (!rows) return tl::unexpected(rows.error());
  auto grid = cut(rows->keep_text(std::string(rows->text())));
  if (!grid) {
    grid.error().where = path.string() + " " + grid.error().where;
    return tl::unexpected(grid.error());
  }
  for (const auto& row : grid->rows) {
    if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
    read_row(*rows, row);
  }
  progress.done += size;
  return rows->finish();
}

} // namespace cuibono::ingest
