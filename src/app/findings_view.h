#pragma once
// The pages of the findings panel, each made once for its key (revision, basis) by a job, when its tab is open. Until
// the new page is there the last one stays. Main thread only.

#include <memory>
#include <optional>
#include <vector>

#include "app/jobs.h"
#include "app/session.h"

namespace cuibono::app {

struct FindingsPage; // app/findings.h

class FindingsView {
 public:
  /// Starts the job of the open tab if its page is not of the session's revision and basis.
  void update(const Session& session, Jobs& jobs);

  /// Stops what is at work and forgets every page.
  void clear(Jobs& jobs);

  struct Page {
    std::shared_ptr<const FindingsPage> page; ///< null until the first is there
    std::string error;                        ///< a sentence: why the newest could not be made
    bool at_work = false;                     ///< `page`, if any, is of an earlier state
  };
  const Page& page(std::size_t tab) const;

  std::uint64_t version() const { return version_; } ///< grows with each page or error

 private:
  struct Key {
    std::uint64_t revision = 0;
    benefit::Basis basis{};
    model::Reveal reveal{};
    bool operator==(const Key&) const = default;
  };
  struct Entry {
    std::optional<Key> key; ///< of the page wanted, at work or there
    Page page;
  };

  Entry& entry(std::size_t tab);

  std::vector<Entry> entries_;
  std::uint64_t version_ = 0;
};

} // namespace cuibono::app
