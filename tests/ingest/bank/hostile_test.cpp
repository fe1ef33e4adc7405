// Statements cut short and with bytes exchanged: read or refused, never a crash, every row accounted for.

#include <gtest/gtest.h>

#include <random>

#include "bank_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

constexpr std::string_view kMt940 =
    "{1:F01}{2:I940}{4:\r\n:20:REF\r\n:25:XA11/0001\r\n:28C:7/"
    "1\r\n:60F:C310301XTS100,10\r\n:61:3103050305D30,NTRFNONREF//B1\r\nmore\r\n"
    ":86:166?20EREF+1?21SVWZ+ice?30BIC?31XA22?32Ice\r\n:61:310305RC1,5NTRF\r\n:86:/ORDP//NAME/x/CNTP/a/b/c/d/REMI/USTD/"
    "/y/\r\n"
    ":NS:01text\r\n:62F:C310305XTS68,60\r\n:90D:2XTS31,50\r\n:90C:0XTS0,\r\n-}{5:{MAC:1}}\r\n";

constexpr std::string_view kCamt =
    "<Document "
    "xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>XA11</"
    "IBAN></Id><Ownr><Nm>x</Nm></Ownr></Acct>"
    "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy='XTS'>10</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>"
    "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy='XTS'>5.5</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>"
    "<Ntry><Amt "
    "Ccy='XTS'>4.5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2031-03-05</Dt></"
    "BookgDt><NtryDtls>"
    "<TxDtls><Amt "
    "Ccy='XTS'>4</Amt><RltdPties><Cdtr><Pty><Nm>a</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>7</Id></Othr></Id></"
    "CdtrAcct></RltdPties></TxDtls>"
    "<TxDtls><Amt "
    "Ccy='XTS'>.5</Amt><RmtInf><Ustrd>b</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>";

void read_and_resolve(const Folder& folder, const std::string& bytes, std::string_view format) {
  const auto draft = read(folder.file("s", bytes), format);
  if (!draft) return;
  const auto resolution = resolve({}, *draft);
  expect_accounted(resolution);
  EXPECT_TRUE(model::apply({}, resolution.batch));
}

class HostileStatement : public ::testing::TestWithParam<std::pair<const char*, std::string_view>> {};

TEST_P(HostileStatement, Cut_anywhere_it_is_read_or_refused) {
  const Folder folder;
  const auto& [format, whole] = GetParam();
  for (std::size_t length = 0; length <= whole.size(); ++length)
    read_and_resolve(folder, std::string(whole.substr(0, length)), format);
}

TEST_P(HostileStatement, With_bytes_exchanged_it_is_read_or_refused) {
  const Folder folder;
  const auto& [format, whole] = GetParam();
  std::mt19937 random(20311);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes(whole);
    for (auto changes = random() % 8 + 1; changes > 0; --changes) {
      const auto at = random() % bytes.size();
      if (random() % 3 == 0)
        bytes.erase(at, random() % 9);
      else if (random() % 2 == 0)
        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 30));
      else
        bytes[at] = static_cast<char>(random() % 256);
      if (bytes.empty()) bytes = "x";
    }
    read_and_resolve(folder, bytes, format);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, HostileStatement,
                         ::testing::Values(std::pair{"mt940", kMt940}, std::pair{"camt", kCamt}),
                         [](const auto& each) { return std::string(each.param.first); });

} // namespace
} // namespace cuibono::ingest
