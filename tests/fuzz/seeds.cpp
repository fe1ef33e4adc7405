// Files for the fuzzer to begin with: fuzz_seeds FOLDER [FOLDER WITH SAMPLES...]. Writes FOLDER/FORMAT/... for every format
// that is read, and prints the formats' names. No file of anybody else is kept in the repository: snippets are below, and
// what a folder of samples holds is used where there is one.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/sha256.h"
#include "ingest/formats.h"

namespace cuibono::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestSeed = 16 << 10;

const std::vector<std::pair<std::string_view, std::string_view>> kSnippets{
    {"csv", "source;target;type\nA;\"B \"\"b\"\"\";pays\n"},
    {"csv", "Statement\nAccount: A1\nDate,Text,Out,In\n01/02/2031,\"x, y\",12.50,\n"},
    {"case-tables", "id,payer,payee,amount,date,exhibits\nP1,A,B,1.50,2031-02,E1;E2\n"},
    {"graphml", "<graphml><key id='k' for='node' attr.name='role'/><graph edgedefault='directed'><node id='a'><data key='k'>victim</data>"
                "<graph id='g'><node id='b'/></graph></node><edge source='a' target='b'/></graph></graphml>"},
    {"gexf", "<gexf version='1.3'><graph defaultedgetype='directed'><attributes class='node'><attribute id='0' title='role' type='string'/>"
             "</attributes><nodes><node id='a' label='A'><attvalues><attvalue for='0' value='victim'/></attvalues></node><node id='b'/></nodes>"
             "<edges><edge id='0' source='a' target='b' weight='2'/></edges></graph></gexf>"},
    {"gml", "graph [ directed 1 node [ id 1 label \"A &amp; B\" ] node [ id 2 ] edge [ source 1 target 2 value 1.5 ] ]"},
    {"pajek", "*Vertices 2\n1 \"A\" 0.1 0.2 ic Red\n2 B\n*Arcs\n1 2 3.5\n*Edgeslist\n1 2\n"},
    {"dl", "dl n=3 format=edgelist1\nlabels:\na,b,c\ndata:\n1 2 1\n2 3 1\n"},
    {"dot", "digraph g { a [label=\"A\"]; subgraph cluster_x { b -> c -> {d e} } a -> b [weight=2]; /* x */ }"},
    {"mt940", ":20:REF\n:25:DE00/123\n:28C:1/1\n:60F:C310201EUR100,00\n:6103102010201D12,50NTRFNONREF//X\nmore\n:86:166?00TEXT?32NAME\n:62F:C310201EUR87,50\n-\n"},
    {"camt", "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>X1</IBAN></Id></Acct>"
             "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt Ccy='EUR'>1</Amt>"
             "<CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2031-02-01</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>"},
    {"bods", R"([{"statementId":"1","recordId":"r1","recordType":"person","recordDetails":{"isComponent":false,"personType":"knownPerson","names":[{"fullName":"A"}]}}])"},
    {"ftm", R"({"id":"a","schema":"Person","properties":{"name":["A"]}})"},
};

void keep(const fs::path& folder, std::string_view format, std::string_view bytes) {
  fs::create_directories(folder / format);
  std::ofstream(folder / format / base::sha256_hex(bytes), std::ios::binary) << bytes;
}

void keep_samples(const fs::path& folder, const fs::path& samples) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(samples, fs::directory_options::skip_permission_denied, error)) {
    if (!entry.is_regular_file(error) || entry.file_size(error) > kLargestSeed) continue;
    const auto bytes = base::read_file(entry.path(), kLargestSeed);
    const auto* format = bytes ? find_format(entry.path(), *bytes) : nullptr;
    if (format) keep(folder, format->name, *bytes);
  }
}

} // namespace
} // namespace cuibono::ingest

int main(int argc, char** argv) {
  using namespace cuibono::ingest;
  if (argc < 2) return std::fprintf(stderr, "usage: fuzz_seeds FOLDER [SAMPLES...]\n"), 2;
  for (const auto& [format, text] : kSnippets) keep(argv[1], format, text);
  for (int i = 2; i < argc; ++i) keep_samples(argv[1], argv[i]);
  for (const auto& format : formats())
    if (format.read) keep(argv[1], format.name, "\n"), std::printf("%s\n", std::string(format.name).c_str());
  return 0;
}
