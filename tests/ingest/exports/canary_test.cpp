#include <gtest/gtest.h>

#include "ingest/exports/round_trip.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

// Whatever comes to be written: a victim's identity stays in the case.
TEST(EveryWrittenFormat, Holds_nothing_of_a_hidden_victim_but_her_pseudonym) {
  const auto snapshot = import_tables(
      {{"entities.csv", "id,kind,name,aliases,birth_date,notes,height,protected\nV7,person,Canary Quill,Nightingale,2013-12-12,Aged 17 secretly,secret-170,yes\n"
                        "B,person,Bo,,,knows Canary Quill,Canary Quill,no\n"},
       {"exhibits.csv", "id,title,notes\nE1,Letter of Canary Quill,Canary Quill\n"},
       {"ties.csv", "source,target,type,notes,exhibits,locator,Canary Quill\nB,V7,guards,of Canary Quill,E1,form Canary Quill,x\n"},
       {"payments.csv", "payer,payee,amount,purpose,to\nB,V7,1,to Canary Quill,Canary Quill\n"},
       {"roles.csv", "entity,role,label,assessor\nV7,other,Canary Quill,Canary Quill\n"}}).after;
  ASSERT_EQ(snapshot.ties().size(), 1u);
  const auto mask = [](std::string_view text) {
    std::string out(text);
    for (auto at = out.find("Canary Quill"); at != out.npos; at = out.find("Canary Quill")) out.replace(at, 12, "V-07");
    return out;
  };
  for (const auto& format : formats()) {
    if (!format.write) continue;
    const auto file = written(format.name, snapshot, model::Reveal::Pseudonyms, mask);
    for (const auto* secret : {"Canary", "Quill", "Nightingale", "2013", "Aged", "secret"}) {
      EXPECT_EQ(file.bytes.find(secret), std::string::npos) << secret << " in " << format.name;
      for (const auto& loss : file.losses) EXPECT_EQ(loss.find(secret), std::string::npos) << secret << " in the losses of " << format.name;
    }
    EXPECT_NE(file.bytes.find("V-07"), std::string::npos) << format.name;
  }
}

} // namespace
} // namespace cuibono::ingest
