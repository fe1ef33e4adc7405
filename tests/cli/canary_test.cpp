// Fifty words planted in an encrypted case: none is in clear in the case, its log, its backups and its folders, and of
// those that tell who a victim is none is in anything that the program prints, exports or draws by itself.

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <fmt/core.h>

#include "app/edits.h"
#include "app/session.h"
#include "base/file.h"
#include "run.h"

namespace cuibono::cli {
namespace {

namespace fs = std::filesystem;

class Canaries : public ::testing::Test {
 protected:
  Canaries() {
    EXPECT_TRUE(base::write_file(folder_ / "case.txt", "correct horse\n"));
    fs::create_directories(folder_ / "tables");
    for (int i = 10; i < 30; ++i) identities_.push_back(fmt::format("Zcanary{}", i));
    for (int i = 30; i < 50; ++i) identities_.push_back(fmt::format("Zalias{}", i));
    for (const char* word : {"Znote", "Zcolumn", "Zbirthplace"}) identities_.emplace_back(word);
    others_ = {"Ztitle", "Zexhibit", "Zfile", "Zexif", "Ztie", "Zpurpose", "Zlocator", "Zundone", "Zreason", "Zpin"};
  }

  Ran run(std::vector<std::string> arguments, std::vector<scene::DrawList>* drawn = nullptr) {
    arguments.insert(arguments.end(), {"--password-file", folder_ / "case.txt"});
    auto ran = run_command(arguments, drawn);
    EXPECT_EQ(ran.code, 0) << arguments[0] << ": " << ran.err;
    return ran;
  }

  void write_tables() {
    std::string entities = "id,kind,name,aliases,protected,notes,village\nO1,person,Olga Owner,,,,\n";
    for (int i = 0; i < 20; ++i)
      entities += fmt::format("V{:02},person,{} Family,{} Called,yes,Znote,Zcolumn Zbirthplace\n", i + 1, identities_[i], identities_[20 + i]);
    put("tables/entities.csv", entities);
    put("tables/case.csv", "key,value\ntitle,Ztitle of Zcanary10 Family\n");
    put("tables/exhibits.csv", "id,title,kind,lineage,scheme,reliability,credibility,file\nE1,Zexhibit by Zcanary11 Family,form,L1,admiralty,B,2,Zfile Zcanary12 Family.pdf\n");
    put("tables/ties.csv", "id,type,source,target,exhibits,locator,notes\nT1,employs,O1,V01,E1,Zlocator,Ztie with Zalias30 Called\n");
    put("tables/payments.csv", "id,payer,payee,amount,purpose,exhibits\nP1,O1,V02,10,Zpurpose to ZCANARY13 FAMILY,E1\n");
    put("tables/wages.csv", "victim,employer,month,regular_hours,rate,received,exhibits,remark\nV01,O1,2031-01,1,1,0,E1,Zcanary10 Family\n");
    put("tables/debts.csv", "victim,creditor,month,opening,exhibits,remark\nV01,O1,2031-01,1,E1,Zcanary10 Family\n");
    put("tables/elements.csv", "accused,victim,element,code,finding,exhibits,locator\nO1,V01,act,taken by Zcanary10 Family,supported,E1,Zlocator of Zalias30 Called\n");
    put("tables/indicators.csv", "victim,establishment,indicator,strength,finding,exhibits,locator\nV01,O1,Zcanary10 Family said so,strong,supported,E1,Zlocator\n");
    put("tables/charges.csv", "accused,offence,status\nV02,theft from Zcanary10 Family,charged\n");
    put("Zfile Zcanary12.jpg", "Exif\nZexif of Zcanary14 Family\n");
  }
  void put(const std::string& name, const std::string& text) { ASSERT_TRUE(base::write_file(folder_ / name, text)); }

  void make() {
    write_tables();
    run({"new", case_});
    run({"import", case_, folder_ / "tables"});
    auto session = app::Session::open(case_, "tester", app::utc_now, "correct horse");
    ASSERT_TRUE(session);
    model::Entity undone;
    undone.key = "X1";
    undone.name = "Zundone";
    ASSERT_TRUE(session->commit(*app::add_entity(*session->snapshot(), undone)));
    ASSERT_TRUE(session->undo());
    ASSERT_TRUE(session->note("Zpin", "Zreason about Zcanary15 Family"));
    auto file = store::CaseFile::open(case_, {.passphrase = "correct horse"});
    ASSERT_TRUE(file->take_in(folder_ / "Zfile Zcanary12.jpg", 0)); // beside the case
    ASSERT_TRUE(file->back_up("2031-05-01T12:00:00Z"));
    EXPECT_EQ(session->undo_label().find("Zcanary"), std::string::npos);
    EXPECT_EQ(session->title().find("Zcanary"), std::string::npos);
    scan_files(); // while the log is there
  }

  void expect_none(const std::string& text, const std::vector<std::string>& words, const std::string& where) {
    for (const auto& word : words) EXPECT_EQ(text.find(word), std::string::npos) << word << " in " << where;
    ++places_;
  }

  // Whatever the program wrote beside the case.
  void scan_files() {
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      const auto name = entry.path().lexically_relative(folder_.path()).string();
      if (!name.starts_with("case.cuibono") || !entry.is_regular_file()) continue;
      for (const auto* words : {&identities_, &others_}) expect_none(name + base::read_file(entry.path()).value_or(""), *words, name);
    }
  }

  Folder folder_;
  std::string case_ = folder_ / "case.cuibono";
  std::vector<std::string> identities_, others_;
  int places_ = 0;
};

TEST_F(Canaries, Stay_where_they_were_put) {
  make();
  ASSERT_GE(identities_.size() + others_.size(), 50u);
  scan_files();
  EXPECT_GE(places_, 12) << "the case, its log, a backup and an exhibit's copy";
  for (const auto& command : std::vector<std::vector<std::string>>{{"list", case_, "entities"}, {"list", case_, "ties"}, {"list", case_, "payments"},
                                                                   {"list", case_, "exhibits"}, {"who-benefits", case_}, {"evidence-next", case_}, {"explain", case_, "O1"},
                                                                   {"journal", case_}, {"compare", case_, "--from", "1"}, {"structure", case_}, {"ledger", case_}, {"ledger", case_, "V01"}, {"elements", case_}, {"impunity", case_}}) {
    const auto plain = run(command);
    expect_none(plain.out + plain.err, identities_, command[0]);
    auto as_json = command;
    as_json.emplace_back("--json");
    expect_none(run(as_json).out, identities_, command[0] + " --json");
  }
  std::vector<scene::DrawList> drawn;
  run({"render", case_, "-o", folder_ / "chart.png"}, &drawn);
  ASSERT_EQ(drawn.size(), 1u);
  for (const auto& text : drawn[0].labels) expect_none(text.text, identities_, "the picture");
  run({"export", case_, "-o", folder_ / "out"});
  for (const auto& entry : fs::directory_iterator(folder_ / "out")) expect_none(base::read_file(entry.path()).value(), identities_, entry.path());
}

} // namespace
} // namespace cuibono::cli
