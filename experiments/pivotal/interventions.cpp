#include "experiments/pivotal/interventions.hpp"

#include <initializer_list>
#include <utility>

namespace armistice {
namespace {

struct ChoiceName {
  std::string_view name, low, high;
};
constexpr ChoiceName kNames[] = {
#define CHOICE(name, word, low, high) {word, low, high},
#include "agents/interface/choices.def"
#undef CHOICE
};

const ChoiceName& names_of(Choice choice) { return kNames[static_cast<std::size_t>(choice)]; }

class Collector {
 public:
  void add(const Actor& actor, int row, std::initializer_list<Choice> choices) {
    PivotalActor one{actor, {}};
    for (const Choice choice : choices) {
      for (const float end : {0.0f, 1.0f}) one.interventions.push_back({choice, row, end});
    }
    for (PivotalActor& other : all_.actors) {
      if (other.actor.code != actor.code) continue;
      other.interventions.insert(other.interventions.end(), one.interventions.begin(),
                                 one.interventions.end());
      return;
    }
    all_.actors.push_back(std::move(one));
  }

  /// Only the choices that the donor has.
  void add_donor(const Cast& cast, int row) {
    const auto j = static_cast<std::size_t>(row);
    const Actor& actor = cast.donors[j];
    const bool votes = cast.eu_member[j] || cast.nato_member[j];
    const bool gives =
        cast.base_aid_eur_bn_per_year[row] > 0 || cast.recorded_aid_eur_bn_per_year[row] > 0;
    if (!votes) all_.left_out.push_back({actor.code, Choice::kVote});
    if (!gives) all_.left_out.push_back({actor.code, Choice::kAid});
    if (votes && gives) {
      add(actor, row, {Choice::kVote, Choice::kAid, Choice::kStance});
    } else if (votes) {
      add(actor, row, {Choice::kVote, Choice::kStance});
    } else if (gives) {
      add(actor, row, {Choice::kAid, Choice::kStance});
    } else {
      add(actor, row, {Choice::kStance});
    }
  }

  Interventions take() { return std::move(all_); }

 private:
  Interventions all_;
};

}  // namespace

std::size_t Interventions::count() const {
  std::size_t n = 0;
  for (const PivotalActor& actor : actors) n += actor.interventions.size();
  return n;
}

Interventions interventions_of(const Cast& cast, const Switches& on) {
  Collector all;
  int row = 0;
  for (const Actor& leader : cast.principals) {
    if (on.armistice) {
      all.add(leader, row++, {Choice::kCampaign, Choice::kSignature, Choice::kHalt});
    } else {
      all.add(leader, row++, {Choice::kCampaign, Choice::kSignature});
    }
  }
  const int donors = static_cast<int>(cast.donors.size());
  for (int j = 0; j < donors; ++j) all.add_donor(cast, j);
  for (const Actor& actor : cast.actors) {
    if (actor.kind != "united_states") continue;
    all.add(actor, donors, {Choice::kVote, Choice::kAid, Choice::kStance});
  }
  row = 0;
  for (const Actor& patron : cast.patrons) all.add(patron, row++, {Choice::kSupport});
  if (!on.split_buyers) {
    all.add({"buyers", "Buyers of Russian oil", "buyer"}, 0, {Choice::kCompliance});
    return all.take();
  }
  row = 0;
  for (const Actor& buyer : cast.buyers) all.add(buyer, row++, {Choice::kCompliance});
  return all.take();
}

std::string_view name_of(Choice choice) { return names_of(choice).name; }

std::string_view end_name(const Intervention& intervention) {
  const ChoiceName& name = names_of(intervention.choice);
  return intervention.end < 1 ? name.low : name.high;
}

}  // namespace armistice
