#include "experiments/comparison/paired_ensemble.hpp"

#include <algorithm>
#include <memory>

#include "experiments/comparison/archived_pairs.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/engine/course.hpp"
#include "experiments/engine/stage_archive.hpp"
#include "experiments/error.hpp"
#include "experiments/trials/tally_archive.hpp"

namespace armistice {
namespace {

/// The sums of some trials, the reference first.
struct PairedSample {
  std::vector<Tally> tallies;    // empty for a set of the nested sample
  std::vector<PairTally> pairs;  // of each scenario but the reference
  std::vector<DateTally> dates;
  std::vector<float> results;  // [scenario][result][lane] of the group under way
};

/// The sums of a tally within those of a comparison.
template <class Archive>
void serialize_whole_tally(Archive& archive, Tally& tally) {
  constexpr std::size_t kMostBytes = 1u << 27;
  std::string bytes;
  if constexpr (Archive::is_saving::value) bytes = to_bytes({tally, {}});
  serialize_text(archive, bytes, kMostBytes);
  if constexpr (Archive::is_saving::value) return;
  Tally read = sums_from_bytes(bytes, "a comparison").tally;
  require_shape(have_one_shape(read, tally));
  tally = std::move(read);
}

class PairedRun {
 public:
  PairedRun(std::span<const Scenario> scenarios, PairedEnsemble& sums, const RunHooks& hooks,
            StageKeeper* stages)
      : settings_(sums.settings),
        hooks_(hooks),
        stages_(stages),
        sums_(sums),
        processor_(processor_of(settings_)),
        empty_(scenarios.size(), empty_tally(settings_.horizon_months, 0, false, false)) {
    for (const Scenario& scenario : scenarios) {
      contexts_.push_back(
          std::make_unique<BatchContext>(scenario, settings_.seed, settings_.horizon_months));
    }
    for (const CalendarMonth date : settings_.by) {
      std::vector<int>& months = months_.emplace_back();
      for (const Scenario& scenario : scenarios) months.push_back(month_of(date, scenario));
    }
    no_dates_.assign(settings_.by.size(), empty_date_tally(scenarios.size()));
    sums_.dates = no_dates_;
    sums_.date_sets.resize(settings_.by.size());
    sums_.tallies = empty_;
    sums_.pairs.resize(scenarios.size() - 1);
    sums_.sets.resize(scenarios.size() - 1);
  }

  /// Runs trials `from` to before `to`; returns how many there are now.
  template <class Done>
  std::int64_t run_trials(std::int64_t from, std::int64_t to, const Done& done) {
    const auto blocks = [](std::int64_t n) { return (n + kBlockTrials - 1) / kBlockTrials; };
    Stage stage(stages_, hooks_.stop, blocks(from), blocks(to), kept_sums());
    Work<PairedSample> work{stage.next(), blocks(to)};
    work.groups = [this, to](std::int64_t block, PairedSample& sample) {
      const std::int64_t first = block * kBlockTrials;
      const auto count = static_cast<int>(std::min<std::int64_t>(kBlockTrials, to - first));
      sample.tallies = empty_;
      return of_all(groups_of_trials({}, settings_.first_trial + first, count), sample);
    };
    work.look = [this](std::size_t i, const TrialGroup& group, PairedSample& sample) {
      look(i, group, sample);
    };
    work.keep = [this, &done, &stage](std::int64_t block, const PairedSample& sample) {
      for (std::size_t i = 0; i < empty_.size(); ++i) add(sums_.tallies[i], sample.tallies[i]);
      for (std::size_t i = 0; i < sample.pairs.size(); ++i) add(sums_.pairs[i], sample.pairs[i]);
      for (std::size_t i = 0; i < sample.dates.size(); ++i) add(sums_.dates[i], sample.dates[i]);
      stage.keep(block);
      done(sums_.trials());
    };
    work.finish_begun = true;
    run_work(*processor_, stage.stop(), work);
    stage.leave();
    return sums_.trials();
  }

  template <class Done>
  int run_nested_sets(const Done& done) {
    Stage stage(stages_, hooks_.stop, 0, settings_.nested_sets, kept_sums());
    Work<PairedSample> work{stage.next(), settings_.nested_sets};
    work.groups = [this](std::int64_t set, PairedSample& sample) {
      return of_all(groups_of_set({}, static_cast<std::uint32_t>(set)), sample);
    };
    work.look = [this](std::size_t i, const TrialGroup& group, PairedSample& sample) {
      look(i, group, sample);
    };
    work.keep = [this, &done, &stage](std::int64_t set, const PairedSample& sample) {
      for (std::size_t i = 0; i < sample.pairs.size(); ++i) {
        keep_set(sample.pairs[i], sums_.sets[i]);
      }
      for (std::size_t i = 0; i < sample.dates.size(); ++i) {
        add(sums_.date_sets[i], sample.dates[i]);
      }
      stage.keep(set);
      done((set + 1) * kReplicates);
    };
    run_work(*processor_, stage.stop(), work);
    stage.leave();
    return static_cast<int>(stage.next());
  }

 private:
  StageSums kept_sums() {
    return archived_sums([this](auto& archive) {
      for (Tally& tally : sums_.tallies) serialize_whole_tally(archive, tally);
      for (PairTally& pair : sums_.pairs) archive(pair);
      const auto sets = static_cast<std::size_t>(settings_.nested_sets);
      for (PairedSets& of_pair : sums_.sets) {
        for (auto& of_share : of_pair.shares) serialize_list(archive, of_share, sets);
        for (auto& of_result : of_pair.results) serialize_list(archive, of_result, sets);
      }
      for (DateTally& date : sums_.dates) {
        serialize_elements(archive, date.scenarios);
        serialize_elements(archive, date.pairs);
      }
      for (DateSets& date : sums_.date_sets) {
        serialize_sets(archive, date, empty_.size(), sets);
      }
    });
  }

  /// Each group of trials in every scenario, one after the other.
  std::vector<GroupRequest> of_all(const std::vector<GroupRequest>& groups,
                                   PairedSample& sample) const {
    sample.pairs.resize(contexts_.size() - 1);
    sample.dates = no_dates_;
    std::vector<GroupRequest> all;
    for (const GroupRequest& group : groups) {
      for (const auto& context : contexts_) {
        all.push_back(group);
        all.back().context = context.get();
      }
    }
    return all;
  }

  void look(std::size_t i, const TrialGroup& group, PairedSample& sample) const {
    constexpr std::size_t kTable = std::size_t{kResults} * kGroupTrials;
    const std::size_t scenario = i % contexts_.size();
    if (!sample.tallies.empty()) add(sample.tallies[scenario], group);
    sample.results.resize(kTable * contexts_.size());
    std::copy_n(group.results, kTable, sample.results.data() + kTable * scenario);
    if (scenario + 1 < contexts_.size()) return;
    std::vector<TrialGroup> groups(contexts_.size(), group);
    for (std::size_t s = 0; s < groups.size(); ++s) {
      groups[s].results = sample.results.data() + kTable * s;
    }
    for (std::size_t p = 0; p < sample.pairs.size(); ++p) {
      add(sample.pairs[p], groups.front(), groups[p + 1]);
    }
    for (std::size_t d = 0; d < sample.dates.size(); ++d) add(sample.dates[d], groups, months_[d]);
  }

  static void keep_set(const PairTally& pair, PairedSets& sets) {
    for (std::size_t s = 0; s < sets.shares.size(); ++s) {
      sets.shares[s].push_back(set_difference(pair.gained[s], pair.lost[s], pair.trials));
    }
    for (std::size_t r = 0; r < sets.results.size(); ++r) {
      sets.results[r].push_back(set_difference(pair.results[r].difference));
    }
  }

  const RunSettings& settings_;
  const RunHooks& hooks_;
  StageKeeper* stages_;
  PairedEnsemble& sums_;
  std::shared_ptr<Processor> processor_;
  std::vector<Tally> empty_;
  std::vector<DateTally> no_dates_;
  std::vector<std::vector<int>> months_;  // of the dates asked about: [date][scenario]
  std::vector<std::unique_ptr<BatchContext>> contexts_;
};

}  // namespace

PairedEnsemble run_paired(std::span<const Scenario> scenarios, const RunSettings& settings,
                          const RunHooks& hooks, const WidestInterval& widest,
                          StageKeeper* stages) {
  if (scenarios.size() < 2) {
    throw Error(Fault::kInput, "compare: expected two scenarios or more");
  }
  if (settings.precision > 0 && !widest) {
    throw Error(Fault::kOurs, "compare: a precision of nothing");
  }
  PairedEnsemble sums;
  sums.settings = checked_settings(settings);
  const RunSettings& s = sums.settings;
  for (const Scenario& scenario : scenarios) check_dates(scenario, s);
  const auto each = static_cast<std::int64_t>(scenarios.size());
  const auto done = [&](std::int64_t trials) {
    if (!hooks.progress) return;
    const std::int64_t all =
        std::max(expected_trials(s, sums.precision, sums.trials()), sums.trials());
    hooks.progress(each * trials, each * (all + std::int64_t{s.nested_sets} * kReplicates));
  };
  PairedRun run(scenarios, sums, hooks, stages);
  Course course;
  course.run_trials = [&](std::int64_t from, std::int64_t to) {
    return run.run_trials(from, to, done);
  };
  course.widest = [&] { return widest(sums); };
  course.run_sets = [&] {
    return run.run_nested_sets([&](std::int64_t n) { done(sums.trials() + n); });
  };
  take_course(sums, course);
  return sums;
}

}  // namespace armistice
