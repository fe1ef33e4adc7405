// More than fifty words planted in an encrypted case, each the name of a victim in a place of its own: none is in the case
// file, its logs, its backups, or anything else that the program writes; and none is in what any subcommand prints, draws
// or exports by itself. The controls: the same search finds each of them in a case that protects nothing.

#include <gmock/gmock.h>

#include <fmt/core.h>

#include "../cli/run.h"
#include "app/edits.h"
#include "app/layout_cache.h"
#include "app/workspace.h"
#include "base/text.h"
#include "canary_case.h"
#include "commands.h"
#include "protect/key_ring.h"
#include "store/container.h"
#include "source_dir.h"

namespace cuibono::reliability {
namespace {

using cli::Ran;
using Arguments = std::vector<std::string>;

constexpr const char* kPassphrase = "correct horse";

// Everything that the program keeps outside of the case goes into the folder while this lives.
class Home {
 public:
  explicit Home(const fs::path& folder) {
    ::setenv("CUIBONO_DATA", (std::string(cuibono::testing::source_dir()) + "/data").c_str(), 1);
    for (const char* name : {"HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"}) {
      const char* was = std::getenv(name);
      before_.emplace_back(name, was ? std::optional<std::string>(was) : std::nullopt);
      fs::create_directories(folder / name);
      ::setenv(name, (folder / name).c_str(), 1);
    }
  }
  ~Home() {
    for (const auto& [name, was] : before_)
      if (was) ::setenv(name, was->c_str(), 1);
      else ::unsetenv(name);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

 private:
  std::vector<std::pair<const char*, std::optional<std::string>>> before_;
};

class Canaries : public ::testing::Test {
 protected:
  Canaries() : home_(folder_.path() / "home") {
    fs::create_directories(folder_.path() / "out");
    for (const char* who : {"case", "ben"}) put(folder_.path() / who, std::string(kPassphrase) + (who[0] == 'b' ? " of ben\n" : "\n"));
  }

  Ran run(Arguments arguments, bool with_passphrase = true) {
    if (with_passphrase) arguments.insert(arguments.end(), {"--password-file", folder_.path() / "case"});
    drawn_.clear();
    auto ran = cli::run_command(arguments, &drawn_);
    EXPECT_LT(ran.code, 2) << arguments[0] << ": " << ran.err;
    for (const auto& list : drawn_)
      for (const auto& label : list.labels) ran.out += label.text + "\n";
    return ran;
  }

  void make(CanaryCase& planted, bool is_protected = true) {
    if (is_protected) { // with a passphrase that costs little to try: there are many commands to come
      std::string code;
      ASSERT_TRUE(CaseFile::create_encrypted(case_, {}, {}, {"Ann", kPassphrase, "", protect::kLeastCost}, code));
    } else {
      run({"new", case_, "--unencrypted"});
    }
    run({"import", case_, planted / "tables"});
    for (const auto& file : fs::directory_iterator(planted / "files"))
      run({"exhibit", case_, file.path(), "--id", "X-" + std::to_string(++exhibits_), "--title", "A file"});
    auto session = app::Session::open(case_, "tester", app::utc_now, is_protected ? kPassphrase : "");
    ASSERT_TRUE(session) << base::sentence(session.error());
    auto changed = session->snapshot()->ties().rows()[1];
    changed.notes = "undone: " + planted.word("an undone edit");
    ASSERT_TRUE(session->commit(*app::change_tie(*session->snapshot(), changed)));
    ASSERT_TRUE(session->undo());
    ASSERT_TRUE(session->note("Shown to " + planted.word("a journal label"), "because of " + planted.word("a reason")));
    run({"import", case_, planted.named_file()});
    if (is_protected) expect_none_in_files(planted); // while the log is there
  }

  // Whatever the program wrote, wherever.
  void expect_none_in_files(CanaryCase& planted) {
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      const auto name = entry.path().lexically_relative(folder_.path()).string();
      if (name.starts_with("planted") || name.starts_with("out") || !entry.is_regular_file()) continue;
      const auto bytes = name + "\n" + bytes_of(entry.path());
      for (const auto& [place, word] : planted.words()) EXPECT_FALSE(is_spelled_in(bytes, word)) << place << ", in clear in " << name;
      seen_.insert(name);
    }
  }
  void expect_none_in(CanaryCase& planted, const std::string& text, const std::string& where) {
    for (const auto& [place, word] : planted.words()) EXPECT_FALSE(is_spelled_in(text, word)) << place << ", in clear in " << where;
    for (const char* identity : {"13.371337", "47.114711", "1911-11-11"}) EXPECT_EQ(text.find(identity), text.npos) << identity << " in " << where;
  }

  // What a command takes besides the case; each list is one run. {} names a file or folder that is not there yet.
  std::map<std::string, std::vector<Arguments>> runs(CanaryCase& planted) {
    return {{"new", {{"{}.cuibono", "--title", "Another"}}},
            {"import", {{case_, planted.named_file()}, {case_, planted.file_with_rejects()}, {case_, planted.file_with_rejects(), "--dry-run"}, {case_, planted / "tables"}}},
            {"export", {{case_, "-o", "{}"}, {case_, "-o", "{}.graphml"}, {case_, "-o", "{}.gexf"}, {case_, "-o", "{}.gml"}}},
            {"mapping", {{planted.sheet()}, {planted.sheet(), "-o", "{}"}}},
            {"match", {{case_}, {case_, "--soft-links"}}},
            {"list", {{case_, "entities"}, {case_, "ties"}, {case_, "payments"}, {case_, "exhibits"}}},
            {"verify", {{case_}}},
            {"journal", {{case_}}},
            {"compare", {{case_, "--from", "1"}, {case_, "--from", "1", "--to", "3"}}},
            {"head", {{case_}, {case_, "-o", "{}"}}},
            {"timestamp", {{case_}, {case_, "--request", "{}"}}},
            {"people", {{case_}}},
            {"exhibit", {{case_, "--id", "E1", "--custody", "opened", "--from", "Desk", "--to", "Lab"}, {case_, planted / "tables/case.csv", "--id", "{id}"}}},
            {"disclosure", {{case_}}},
            {"backup", {{case_}, {case_, "--list"}}},
            {"restore", {{case_}}},
            {"who-benefits", {{case_}, {case_, "--centrality"}}},
            {"explain", {{case_, "O1"}, {case_, "O2"}}},
            {"evidence-next", {{case_}}},
            {"ledger", {{case_}, {case_, "V10"}}},
            {"impunity", {{case_}}},
            {"elements", {{case_}}},
            {"structure", {{case_}, {case_, "--directed", "--weight", "evidence", "--measures", "tie_betweenness,brokerage_role,hub"}, {case_, "--explain"}}},
            {"groups", {{case_}, {case_, "--kind", "plex", "--misses", "3"}}},
            {"key-players", {{case_}, {case_, "--goal", "reach"}}},
            {"path", {{case_, "O1", "O2"}, {case_, "O1", "V10", "--all"}, {case_, "O1", "O2", "--simple"}, {case_, "O1", "O2", "--time-ordered", "--all"}}},
            {"change", {{case_, "--from", "2030", "--to", "2032"}}},
            {"leads", {{case_}, {case_, "--measure", "rare"}, {case_, "--measure", "preferential"}}},
            {"money-cut", {{case_, "--from", "F1", "--to", "O1"}}},
            {"disrupt", {{case_}, {case_, "--what", "ties"}, {case_, "--what", "accounts"}, {case_, "--order", "random"}}},
            {"layout", {{case_, "-o", "{}"}, {case_, "-o", "{}", "--timing"}}},
            {"render", {{case_, "-o", "{}.png"}, {case_, "-o", "{}.png", "--view", "plane"}}},
            {"ownership", {{case_}, {case_, "F1"}}},
            {"trace", {{case_}, {case_, "--account", "A1"}}},
            {"red-flags", {{case_}}},
            {"proceeds", {{case_}}},
            {"recovery", {{case_}}},
            {"formats", {{}}},
            {"version", {{}}},
            {"help", {{}}}};
  }

  // Runs it in each form in which it prints, and hands over all that came out: streams, labels of pictures, files.
  void run_in_each_form(const std::string& command, Arguments arguments, const std::vector<std::string>& more,
                        const std::function<void(const std::string&, const std::string&)>& look) {
    const auto help = cli::run_command({"help", command}).out;
    for (const std::string form : {"", "--json", "--csv"}) {
      if (!form.empty() && help.find(form) == help.npos) continue;
      Arguments now{command};
      for (auto argument : arguments) {
        if (const auto at = argument.find("{}"); at != argument.npos) argument.replace(at, 2, (folder_.path() / "out" / std::to_string(++outputs_)).string());
        now.push_back(argument == "{id}" ? "C-" + std::to_string(++outputs_) : argument);
      }
      if (!form.empty()) now.push_back(form);
      if (help.find("--reveal") != help.npos) now.insert(now.end(), more.begin(), more.end());
      const auto ran = run(now, help.find("--password-file") != help.npos);
      std::string text = ran.out + ran.err;
      for (const auto& entry : fs::recursive_directory_iterator(folder_.path() / "out"))
        if (entry.is_regular_file() && entry.path().extension() != ".cuibono") text += entry.path().filename().string() + bytes_of(entry.path());
      for (const auto& entry : fs::directory_iterator(folder_.path() / "out"))
        if (entry.path().extension() != ".cuibono") fs::remove_all(entry.path());
      look(text, base::join(now, " "));
    }
  }

  test::TemporaryFolder folder_;
  Home home_;
  std::string case_ = folder_.path() / "case.cuibono";
  std::vector<scene::DrawList> drawn_;
  std::set<std::string> seen_;
  int exhibits_ = 0, outputs_ = 0;
};

TEST_F(Canaries, Are_in_clear_in_nothing_that_the_program_writes) {
  CanaryCase planted(folder_.path() / "planted", true);
  make(planted);
  ASSERT_GE(planted.words().size(), 50u);
  { // large exhibits lie beside the case
    auto file = CaseFile::open(case_, {.passphrase = kPassphrase});
    ASSERT_TRUE(file->take_in(planted / "files/large.bin", 0));
    ASSERT_TRUE(file->take_in(planted / "files/mail.txt", 0));
    for (const char* time : {"2031-05-01T12:00:00Z", "2031-05-02T12:00:00Z"}) ASSERT_TRUE(file->back_up(time)); // rotated
  }
  { // a rollback journal instead of the log, as in a network folder
    const auto key = protect::KeyRing::decode(store::read_container(case_)->value())->open(kPassphrase)->hex();
    const auto database = store::Database::open(case_, store::Database::Mode::ReadWrite, key);
    ASSERT_TRUE(database && database->text("PRAGMA journal_mode=DELETE"));
    const auto writing = store::Transaction::begin(*database, store::Transaction::Kind::Write);
    ASSERT_TRUE(writing && database->run("UPDATE entities SET notes=notes||' more'; UPDATE ties SET notes=notes||' more'; PRAGMA cache_spill=ON"));
    expect_none_in_files(planted);
  }
  EXPECT_TRUE(seen_.contains("case.cuibono-wal") && seen_.contains("case.cuibono-journal")) << "neither log was looked at";
  run({"people", case_, "--add", "Ben", "--vault", "--new-password-file", folder_.path() / "ben"});
  run({"people", case_, "--remove", "Ben"});
  run({"restore", case_});
  auto damaged = bytes_of(case_);
  damaged[damaged.size() / 2] ^= 1; // a page is gone
  put(case_, damaged);
  run({"restore", case_, "--salvage"});
  expect_none_in_files(planted);
  EXPECT_GE(seen_.size(), 10u);
}

TEST_F(Canaries, Are_in_nothing_that_the_window_keeps_between_runs) {
  CanaryCase planted(folder_.path() / "planted", true);
  make(planted);
  app::Workspace workspace(app::settings_path(), "tester");
  app::open_case(workspace, case_, kPassphrase);
  for (int i = 0; i < 2000 && !(workspace.session && workspace.derived.benefit()); ++i) {
    app::tick(workspace);
    ::usleep(5000);
  }
  ASSERT_TRUE(workspace.session && workspace.derived.benefit());
  const auto cache = app::layout_cache(*workspace.session);
  EXPECT_TRUE(app::keep_layout(cache, "a fingerprint", {{1, 2}}));
  app::import_files(workspace, {planted.named_file(), planted.file_with_rejects()});
  for (int i = 0; i < 2000 && !workspace.pending_import; ++i) {
    app::tick(workspace);
    ::usleep(5000);
  }
  ASSERT_TRUE(workspace.pending_import);
  for (const auto& file : workspace.pending_import->files) {
    expect_none_in(planted, file.path, "the review of an import");
    for (const auto& reject : file.rejects) expect_none_in(planted, reject.reason, "the review of an import");
  }
  std::string shown = workspace.session->title() + workspace.session->undo_label() + workspace.session->redo_label();
  for (const auto& toast : workspace.toasts) shown += toast.text;
  expect_none_in(planted, shown, "title, labels and messages");
  app::change_settings(workspace, [](app::Settings& settings) { settings.scale = 1.5; });
  app::close_case(workspace);
  expect_none_in_files(planted);
  EXPECT_TRUE(fs::exists(app::settings_path()) && fs::exists(cache.file)) << "nothing was kept: this test proves nothing";
}

TEST_F(Canaries, Are_in_nothing_that_a_subcommand_prints_draws_or_exports_by_itself) {
  CanaryCase planted(folder_.path() / "planted", true);
  make(planted);
  run({"backup", case_});
  const auto known = runs(planted);
  for (const auto& command : cli::subcommand_names()) {
    const auto found = known.find(command);
    ASSERT_TRUE(found != known.end()) << "say in this test how " << command << " is run";
    for (const auto& arguments : found->second)
      run_in_each_form(command, arguments, {}, [&](const std::string& text, const std::string& where) {
        EXPECT_FALSE(text.empty()) << where;
        expect_none_in(planted, text, where);
      });
    expect_none_in(planted, cli::run_command({"help", command}).out, "help " + command);
  }
}

TEST_F(Canaries, A_copy_of_an_exhibit_leaves_only_for_a_reason) {
  CanaryCase planted(folder_.path() / "planted", true);
  make(planted);
  const auto copy = folder_.path() / "out" / "copy";
  const auto refused = cli::run_command({"exhibit", case_, "--id", "X-1", "-o", copy, "--password-file", folder_.path() / "case"});
  EXPECT_EQ(refused.code, 2) << refused.err;
  EXPECT_TRUE(fs::is_empty(folder_.path() / "out"));
}

// The same rows with nobody protected, in a case that is not encrypted.
TEST_F(Canaries, The_search_finds_each_of_them_where_nothing_is_protected) {
  CanaryCase planted(folder_.path() / "planted", false);
  make(planted, false);
  run({"backup", case_});
  planted.file_with_rejects();
  auto file = bytes_of(case_);
  for (const auto& entry : fs::directory_iterator(case_ + ".backups")) file += bytes_of(entry.path());
  for (const auto& [place, word] : planted.words()) EXPECT_TRUE(is_spelled_in(file, word)) << place << " would not be found";
  std::string printed;
  int telling = 0;
  for (const auto& [command, all] : runs(planted)) {
    if (command == "new") continue;
    bool tells = false;
    for (const auto& arguments : all)
      run_in_each_form(command, arguments, {}, [&](const std::string& text, const std::string&) {
        printed += text;
        for (const auto& [place, word] : planted.words()) tells = tells || is_spelled_in(text, word);
      });
    telling += tells;
  }
  EXPECT_GE(telling, 12) << "hardly any command prints what was planted";
  for (const char* place : {"a rejected cell", "a tie's note", "a payment's purpose", "a journal label", "an exhibit's title", "a charge", "an indicator"})
    EXPECT_TRUE(is_spelled_in(printed, planted.word(place))) << place;
}

TEST_F(Canaries, Are_shown_for_a_reason) {
  CanaryCase planted(folder_.path() / "planted", true);
  make(planted);
  const auto revealed = run({"list", case_, "entities", "--reveal", "hearing"});
  for (const auto& [place, word] : planted.words())
    if (place == "a name" || place == "a charge" || place == "EXIF") {
      EXPECT_TRUE(is_spelled_in(revealed.out, word)) << place;
    }
}

TEST(Spelled, A_word_is_found_however_it_is_spelled) {
  const std::string word = "Zq77vkwu";
  for (const auto& text : {std::string("x Zq77vkwu y"), std::string("ZQ77VKWU"), utf16("a" + word, true), utf16(word, false), hex(word, "%", true),
                                 hex(word, "", false), hex(word, "\\u00", true), base64("a" + word + "bcdef"), base64("ab" + word + "cdef"), base64(word + "abcd")})
    EXPECT_TRUE(is_spelled_in(text, word)) << text;
  EXPECT_FALSE(is_spelled_in("Zq77vkw", word));
}

} // namespace
} // namespace cuibono::reliability
