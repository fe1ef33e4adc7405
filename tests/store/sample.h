#pragma once
// Cases of invented rows for the tests of the case file, and raw access to the file behind its back.

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "model/fields.h"
#include "store/case_file.h"

namespace cuibono::store {

/// A folder of this test alone, gone with it.
class CaseFileTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("cuibono_store_") + test->name() + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = folder_ / "a case é%?.cuibono";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  CaseFile create() {
    return CaseFile::create(path_, {{"title", "Harbour"}, {"currency", "XTS"}}, {"Analyst", "2031-05-01T08:00:00Z"})
        .value();
  }
  CaseFile reopen() { return CaseFile::open(path_).value(); }

  std::filesystem::path folder_;
  std::filesystem::path path_;
};

inline std::string said(const base::Error& error) { return base::sentence(error); }

/// Sets every member to something that is neither empty nor the default; `n` varies it.
struct Fill {
  std::uint32_t n;

  void operator()(const char* name, std::string& text) const {
    text = std::string(name) + " ß\"\\\n\t\x01 ขค " + std::to_string(n) + std::string(1, '\0') + ".";
  }
  void operator()(const char*, std::vector<std::string>& texts) const { texts = {"one \"", "", "two, ]["}; }
  void operator()(const char*, model::Attributes& attributes) const {
    attributes = {{"col,umn", "va\nlue"}, {"empty", ""}};
  }
  void operator()(const char*, model::Citations& citations) const { citations = {{{1}, "p. 4"}, {{n % 2 + 1}, ""}}; }
  void operator()(const char*, std::optional<double>& number) const { number = 0.1 + n; }
  void operator()(const char*, double& number) const { number = -1.0 / 3 * n; }
  void operator()(const char*, std::optional<model::Money>& amount) const {
    amount = model::Money{-base::kLargestAmountCents + n};
  }
  void operator()(const char*, model::Money& amount) const { amount = {base::kLargestAmountCents - n}; }
  void operator()(const char*, model::Date& date) const {
    const model::Date some[] = {{2032, 2, 29}, {1987, 11, 0}, {1, 0, 0}};
    date = some[n % 3];
  }
  void operator()(const char*, bool& yes) const { yes = n % 2 == 0; }
  void operator()(const char*, int& number) const { number = 7 + static_cast<int>(n); }
  void operator()(const char*, char& code) const { code = n % 2 ? 'B' : '6'; }
  void operator()(const char*, model::EntityId& id) const { id = {n % 3 + 1}; }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(const char*, Enum& word) const {
    word = static_cast<Enum>(base::kCount<Enum> - 1 - n % base::kCount<Enum>);
  }
};

template <class Row>
Row filled(std::uint32_t id) {
  Row row;
  row.id = {id};
  model::fields(row, Fill{id});
  return row;
}

template <class Row>
Row plain(std::uint32_t id) {
  Row row;
  row.id = {id};
  return row;
}

/// Adds three rows of every type with every member set, and a fourth with none. The case has two settings already.
inline model::EditBatch every_row() {
  model::EditBatch batch{"Import \"everything\"", "Analyst", "because\n", "2031-05-02T09:30:00Z",
                         model::BatchKind::Edit,  {}};
  const model::CaseSnapshot empty;
  model::for_each_table(empty, [&]<class Row>(const model::Table<Row>&) {
    const std::uint32_t first = std::is_same_v<Row, model::Setting> ? 3 : 1;
    for (std::uint32_t id = first; id < first + 3; ++id)
      batch.edits.emplace_back(model::Change<Row>{std::nullopt, filled<Row>(id)});
    batch.edits.emplace_back(model::Change<Row>{std::nullopt, plain<Row>(first + 3)});
  });
  return batch;
}

template <class... Changes>
model::EditBatch batch_of(std::string label, Changes... changes) {
  return {std::move(label),
          "Analyst",
          "",
          "2031-05-03T10:00:00Z",
          model::BatchKind::Edit,
          {model::Edit(std::move(changes))...}};
}

inline base::Result<void> apply_and_commit(CaseFile& file, const model::EditBatch& batch) {
  const auto next = model::apply(file.load().value(), batch);
  if (!next) return tl::unexpected(next.error());
  return file.commit(batch, *next);
}

/// What somebody with a database tool could do to the file.
inline void tamper(const std::filesystem::path& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  char* message = nullptr;
  const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
  EXPECT_EQ(code, SQLITE_OK) << (message ? message : "");
  sqlite3_free(message);
  sqlite3_close(handle);
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

} // namespace cuibono::store
