#include "app/findings_view.h"

#include "app/demo.h"
#include "app/findings.h"

namespace cuibono::app {
namespace {

std::string channel(std::size_t tab) { return std::string("findings: ") + findings_kinds()[tab].title; }

} // namespace

FindingsView::Entry& FindingsView::entry(std::size_t tab) {
  if (entries_.size() <= tab) entries_.resize(tab + 1);
  return entries_[tab];
}

const FindingsView::Page& FindingsView::page(std::size_t tab) const {
  static const Page kNone;
  return tab < entries_.size() ? entries_[tab].page : kNone;
}

void FindingsView::clear(Jobs& jobs) {
  for (std::size_t tab = 0; tab < entries_.size(); ++tab) jobs.cancel_channel(channel(tab));
  entries_.clear();
  ++version_;
}

void FindingsView::update(const Session& session, Jobs& jobs) {
  const std::size_t tab = session.view.findings_tab;
  if (!session.view.findings_open || tab >= findings_kinds().size()) return;
  const Key key{session.snapshot()->revision, session.view.basis, session.names().reveal()};
  if (entry(tab).key == key) return;
  entry(tab).key = key;
  entry(tab).page.at_work = true;
  const FindingsInput input{session.snapshot(), session.names(), key.basis, data_folder()};
  jobs.start(
      channel(tab), std::string("Working out: ") + findings_kinds()[tab].title,
      [this, tab, input](base::Progress& progress) -> base::Result<Jobs::Delivery> {
        auto made = findings_kinds()[tab].make(input, progress);
        if (!made) return tl::unexpected(made.error());
        return [this, tab, page = std::make_shared<const FindingsPage>(std::move(*made))] {
          entry(tab).page = {page, "", false};
          ++version_;
        };
      },
      [this, tab](const base::Error& error) {
        entry(tab).page = {entry(tab).page.page, base::sentence(error), false};
        ++version_;
      });
}

} // namespace cuibono::app
