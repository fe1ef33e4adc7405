#include "ingest/formats.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/bank/camt.h"
#include "ingest/bank/mt940.h"
#include "ingest/case_tables.h"
#include "ingest/csv.h"
#include "ingest/graphs/anx.h"
#include "ingest/graphs/csv_write.h"
#include "ingest/graphs/dl.h"
#include "ingest/graphs/dot.h"
#include "ingest/graphs/gexf.h"
#include "ingest/graphs/gml.h"
#include "ingest/graphs/graphml.h"
#include "ingest/graphs/vna.h"
#include "ingest/graphs/matrix.h"
#include "ingest/graphs/gephi_json.h"
#include "ingest/graphs/adjacency_list.h"
#include "ingest/graphs/ncol.h"
#include "ingest/graphs/pajek.h"
#include "ingest/phones/ufdr.h"
#include "ingest/records/bods.h"
#include "ingest/records/case_uco.h"
#include "ingest/records/ftm.h"
#include "ingest/records/json_sheets.h"
#include "ingest/records/stix.h"
#include "ingest/tables/xlsx.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kSniffed = std::size_t{64} << 10;

// Case tables come as a folder, and any other text may be a table, so neither claims a file by its content.
Fit no_file(const Sniffed&) { return Fit::None; }
Fit any_text(const Sniffed&) { return Fit::Name; }

// The more exact a format's own mark, the earlier it stands; `csv` takes what nobody else does.
constexpr std::array kFormats{
    Format{"case-tables", "Case tables: a folder of CSV files", "entities.csv, ties.csv, payments.csv, ...", no_file, read_csv, nullptr},
    Format{"anx", "XML chart of i2 Analyst's Notebook", "*.anx", is_anx, read_anx, write_anx, "anx"},
    Format{"gexf", "GEXF 1.2 and 1.3, the format of Gephi", "*.gexf", is_gexf, read_gexf, write_gexf, "gexf"},
    Format{"gml", "GML, as igraph, networkx, yEd and Gephi write it", "*.gml", is_gml, read_gml, write_gml, "gml"},
    Format{"graphml", "GraphML", "*.graphml", is_graphml, read_graphml, write_graphml, "graphml"},
    Format{"gephi-json", "JSON, as Gephi and graphology write it", "*.json", is_gephi_json, read_gephi_json, nullptr},
    Format{"bods", "Beneficial Ownership Data Standard 0.4", "*.json, *.jsonl", is_bods, read_bods, nullptr},
    Format{"camt", "CAMT.052, 053, 054: bank statements of ISO 20022", "*.xml", is_camt, read_camt, nullptr},
    Format{"mt940", "MT940 and MT942: bank statements of SWIFT", "*.sta, *.940, *.mt940, *.txt", is_mt940, read_mt940, nullptr},
    Format{"ftm", "FollowTheMoney entities", "*.ftm, *.ftm.json, *.ijson", is_ftm, read_ftm, write_ftm, "ftm"},
    Format{"dot", "Graphviz DOT", "*.dot, *.gv", is_dot, read_dot, write_dot, "dot"},
    Format{"pajek", "Pajek networks and projects", "*.net, *.paj", is_pajek, read_pajek, write_pajek, "net"},
    Format{"dl", "UCINET DL matrices and lists", "*.dl", is_dl, read_dl, write_dl, "dl"},
    Format{"ncol", "NCOL edge list, as igraph writes it", "*.ncol", is_ncol, read_ncol, nullptr},
    Format{"lgl", "LGL edge list, as igraph writes it", "*.lgl", is_lgl, read_lgl, nullptr},
    Format{"stix", "STIX 2.1 bundles", "*.json, *.stix", is_stix, read_stix, nullptr},
    Format{"ufdr", "UFDR: phone reports of Cellebrite's tools", "*.ufdr", is_ufdr, read_ufdr, nullptr},
    Format{"case-uco", "CASE/UCO 1.4: provenance of the exhibits as JSON-LD", "*.jsonld", no_file, nullptr, write_case_uco, "jsonld"},
    Format{"json", "JSON: arrays of objects as tables", "*.json, *.jsonl, *.ndjson", is_json, read_json, nullptr},
    Format{"xlsx", "Excel workbooks: every sheet, as tables or by a mapping", "*.xlsx, *.xlsm", is_xlsx, read_xlsx, nullptr},
    Format{"vna", "VNA, as NetDraw and Gephi write it", "*.vna", is_vna, read_vna, nullptr},
    Format{"matrix", "A matrix of ties, with or without labels, of one mode or two", "*.csv, *.txt", is_matrix, read_matrix, nullptr},
    Format{"adjacency-list", "Adjacency lists: each row a node and those it is tied to", "*.adjlist, *.csv", is_adjacency_list, read_adjacency_list, nullptr},
    Format{"csv", "Delimited text: tables of ties (source,target) or nodes (id), any other by a mapping", "*.csv, *.tsv, *.txt", any_text, read_csv, write_csv, "csv"},
};

} // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : &*found;
}

const Format* find_format(const std::filesystem::path& path, std::string_view bytes) {
  auto extension = base::to_lower(path.extension().string());
  if (extension.starts_with('.')) extension.erase(0, 1);
  const auto head = bytes.substr(0, kSniffed);
  const auto decoded = decode_text(std::string(head));
  const Sniffed sniffed{head, decoded.utf8, std::move(extension)};
  const Format* best = nullptr;
  Fit surest = Fit::None;
  for (const auto& format : kFormats)
    if (const auto fit = format.read ? format.fit(sniffed) : Fit::None; fit > surest) best = &format, surest = fit;
  return best;
}

} // namespace cuibono::ingest
