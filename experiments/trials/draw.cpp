#include "experiments/trials/draw.hpp"

#include <algorithm>
#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/discrete_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/triangle_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <type_traits>
#include <utility>
#include <variant>

#include "agents/interface/declarations.hpp"
#include "experiments/input/correlations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/trials/addressed_engine.hpp"
#include "experiments/trials/quantile.hpp"

namespace armistice {
namespace {

bool is_fixed(const Distribution& d) {
  const Support support = support_of(d);
  return support.low == support.high;
}

std::size_t place(int row, int lane, int lanes) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(lanes) +
         static_cast<std::size_t>(lane);
}

}  // namespace

double mean_of(const Distribution& d) {
  switch (d.kind) {
    case DistributionKind::kTriangular:
      return (d.a + d.b + d.c) / 3;
    case DistributionKind::kUniform:
      return (d.a + d.b) / 2;
    case DistributionKind::kDiscrete: {
      double sum = 0, weight = 0;
      for (std::size_t i = 0; i < d.values.size(); ++i) {
        sum += d.weights[i] * d.values[i];
        weight += d.weights[i];
      }
      return sum / weight;
    }
    case DistributionKind::kFixed:
    case DistributionKind::kNormal:
    case DistributionKind::kBernoulli:
      break;
  }
  return d.a;
}

/// One of Boost's distributions and the name that its draws are addressed by.
struct ParameterDraw::Sampler {
  struct Discrete {
    boost::random::discrete_distribution<int> row;
    std::vector<double> values;
  };
  using Any = std::variant<boost::random::triangle_distribution<double>,
                           boost::random::uniform_real_distribution<double>,
                           boost::random::normal_distribution<double>,
                           boost::random::bernoulli_distribution<double>, Discrete>;
  std::uint64_t name;
  Any distribution;

  Sampler(std::uint64_t hash, const Distribution& d) : name(hash), distribution(made_from(d)) {}

  static Any made_from(const Distribution& d) {
    switch (d.kind) {
      case DistributionKind::kTriangular:
        return boost::random::triangle_distribution<double>(d.a, d.b, d.c);
      case DistributionKind::kUniform:
        return boost::random::uniform_real_distribution<double>(d.a, d.b);
      case DistributionKind::kNormal:
        return boost::random::normal_distribution<double>(d.a, d.b);
      case DistributionKind::kBernoulli:
        return boost::random::bernoulli_distribution<double>(d.a);
      case DistributionKind::kDiscrete:
        return Discrete{boost::random::discrete_distribution<int>(d.weights), d.values};
      case DistributionKind::kFixed:
        break;  // needs no sampler
    }
    return boost::random::uniform_real_distribution<double>(d.a, d.a);
  }

  double operator()(std::uint64_t seed, std::uint32_t set) const {
    return (*this)(seed, set, name);
  }

  /// The same distribution at another address.
  double operator()(std::uint64_t seed, std::uint32_t set, std::uint64_t address) const {
    AddressedEngine engine(seed, set, address);
    return std::visit(
        [&engine](const auto& d) -> double {
          if constexpr (std::is_same_v<std::decay_t<decltype(d)>, Discrete>) {
            return d.values[static_cast<std::size_t>(d.row(engine))];
          } else {
            auto copy = d;  // Boost's can't be drawn from while const
            return copy(engine) * 1.0;
          }
        },
        distribution);
  }
};

struct ParameterDraw::DrawnParameter {
  int row;
  Sampler sampler;
};

/// A parameter that is drawn jointly with others.
struct ParameterDraw::CorrelatedParameter {
  int row;
  std::size_t place;  // of its uniform in the copula
  Quantile quantile;
};

/// A lever whose target differs from set to set.
struct ParameterDraw::DrawnTarget {
  int row;
  double base;
  double intensity;              // if it is fixed
  std::vector<Sampler> sampler;  // else one
  bool shared;                   // its implementation is drawn
  double fixed_share;            // else
  std::uint64_t implementation_name;
};

ParameterDraw::ParameterDraw(const Scenario& scenario, std::uint64_t seed) : seed_(seed) {
  correlate(scenario);
  const auto declarations = parameter_declarations();
  const auto is_correlated = [this](std::size_t row) {
    return std::any_of(correlated_.begin(), correlated_.end(), [row](const auto& each) {
      return static_cast<std::size_t>(each.row) == row;
    });
  };
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const Distribution& d = scenario.parameters[i];
    central_.parameters.push_back(static_cast<float>(central_value(d)));
    if (is_fixed(d) || is_correlated(i)) continue;
    const auto name = hash_of(declarations[i].group, declarations[i].name);
    parameters_.push_back({static_cast<int>(i), Sampler(name, d)});
  }

  if (!scenario.posterior.empty()) {
    joint_ = scenario.posterior.shared_table();
    for (std::size_t c = 0; c < joint_->parameters.size(); ++c) {
      const auto parameter = static_cast<std::size_t>(joint_->parameters[c]);
      if (scenario.posterior.column_of(parameter) >= 0) joint_columns_.push_back(c);
    }
  }

  const Implementation& implementation = scenario.implementation;
  const bool share_drawn = !is_fixed(implementation.share);
  central_share_ = central_value(implementation.share);
  share_mean_ = mean_of(implementation.share);
  common_weight_ = std::sqrt(implementation.common_variance);
  own_weight_ = std::sqrt(1 - implementation.common_variance);
  if (share_drawn) share_.emplace_back(hash_of("implementation", "common"), implementation.share);

  const auto levers = lever_declarations();
  for (std::size_t i = 0; i < levers.size(); ++i) {
    const LeverDeclaration& lever = levers[i];
    const Distribution& intensity = scenario.levers[i].intensity;
    const bool gradual = !lever.at_once;
    DrawnTarget target{.row = static_cast<int>(i),
                       .base = lever.base,
                       .intensity = central_value(intensity),
                       .sampler = {},
                       .shared = gradual && share_drawn,
                       .fixed_share = gradual ? central_share_ : 1,
                       .implementation_name = hash_of("implementation", lever.name)};
    central_.lever_targets[i] =
        static_cast<float>(lever.base + (target.intensity - lever.base) * target.fixed_share);
    if (!is_fixed(intensity)) {
      target.sampler.emplace_back(hash_of("levers", lever.name), intensity);
    } else if (!target.shared || target.intensity == lever.base) {
      continue;
    }
    targets_.push_back(std::move(target));
  }
}

ParameterDraw::~ParameterDraw() = default;

/// Finds the parameters that are drawn jointly, each by its quantile function: Boost's triangular
/// distribution does not rise with its uniform, so a rank would be lost.
void ParameterDraw::correlate(const Scenario& scenario) {
  const auto& all = scenario.correlations;
  if (std::all_of(all.begin(), all.end(), [](double rho) { return rho == 0; })) return;
  const Eigen::MatrixXd matrix = correlation_matrix(all);
  copula_.emplace(matrix);
  const auto declarations = parameter_declarations();
  for (std::size_t place = 0; place < correlated_rows().size(); ++place) {
    const auto row = static_cast<std::size_t>(correlated_rows()[place]);
    const ParameterDeclaration& declared = declarations[row];
    correlated_names_.push_back(hash_of(declared.group, declared.name));
    const Distribution& d = scenario.parameters[row];
    const bool alone = matrix.row(static_cast<Eigen::Index>(place)).squaredNorm() == 1;
    if (is_fixed(d) || alone) continue;
    correlated_.push_back({static_cast<int>(row), place, Quantile(setting_name(declared), d)});
  }
}

void ParameterDraw::fill(float* parameters, float* lever_targets, int lanes) const {
  for (std::size_t i = 0; i < central_.parameters.size(); ++i) {
    std::fill_n(parameters + place(static_cast<int>(i), 0, lanes), lanes, central_.parameters[i]);
  }
  for (int i = 0; i < kLevers; ++i) {
    std::fill_n(lever_targets + place(i, 0, lanes), lanes,
                central_.lever_targets[static_cast<std::size_t>(i)]);
  }
}

void ParameterDraw::draw(std::uint32_t set, float* parameters, float* lever_targets, int lane,
                         int lanes) const {
  for (const DrawnParameter& p : parameters_) {
    parameters[place(p.row, lane, lanes)] = static_cast<float>(p.sampler(seed_, set));
  }
  if (!correlated_.empty()) draw_correlated(set, parameters, lane, lanes);
  if (joint_ != nullptr) {
    AddressedEngine engine(seed_, set, hash_of("posterior", "row"));
    const auto last = static_cast<int>(joint_->rows.size()) - 1;
    const int row = boost::random::uniform_int_distribution<int>(0, last)(engine);
    for (const std::size_t c : joint_columns_) {
      parameters[place(joint_->parameters[c], lane, lanes)] =
          joint_->rows[static_cast<std::size_t>(row)][c];
    }
  }
  if (targets_.empty()) return;
  const double common = common_shortfall(set);
  for (const DrawnTarget& t : targets_) {
    const double intensity = t.sampler.empty() ? t.intensity : t.sampler[0](seed_, set);
    const double share = t.shared ? implemented(set, t.implementation_name, common) : t.fixed_share;
    lever_targets[place(t.row, lane, lanes)] =
        static_cast<float>(t.base + (intensity - t.base) * share);
  }
}

void ParameterDraw::draw_correlated(std::uint32_t set, float* parameters, int lane,
                                    int lanes) const {
  boost::random::uniform_01<double> uniform;
  std::vector<double> u;
  for (const std::uint64_t name : correlated_names_) {
    AddressedEngine engine(seed_, set, name);
    u.push_back(uniform(engine));
  }
  (*copula_)(u);
  for (const CorrelatedParameter& p : correlated_) {
    parameters[place(p.row, lane, lanes)] = static_cast<float>(p.quantile(u[p.place]));
  }
}

// Part of the shortfall is common to all levers: a government that fails to deliver one fails
// others too.
double ParameterDraw::common_shortfall(std::uint32_t set) const {
  return share_.empty() ? 0 : common_weight_ * (share_[0](seed_, set) - share_mean_);
}

double ParameterDraw::implemented(std::uint32_t set, std::uint64_t name, double common) const {
  const double own = own_weight_ * (share_[0](seed_, set, name) - share_mean_);
  return std::clamp(share_mean_ + common + own, 0.0, 1.0);
}

float ParameterDraw::target(std::uint32_t set, int lever, double intensity) const {
  const LeverDeclaration& declared = lever_declarations()[static_cast<std::size_t>(lever)];
  double share = 1;
  if (!declared.at_once) {
    share = share_.empty()
                ? central_share_
                : implemented(set, hash_of("implementation", declared.name), common_shortfall(set));
  }
  return static_cast<float>(declared.base + (intensity - declared.base) * share);
}

void ParameterDraw::copy(int from, int to, float* parameters, float* lever_targets,
                         int lanes) const {
  for (const DrawnParameter& p : parameters_) {
    parameters[place(p.row, to, lanes)] = parameters[place(p.row, from, lanes)];
  }
  for (const CorrelatedParameter& p : correlated_) {
    parameters[place(p.row, to, lanes)] = parameters[place(p.row, from, lanes)];
  }
  for (const std::size_t c : joint_columns_) {
    const int row = joint_->parameters[c];
    parameters[place(row, to, lanes)] = parameters[place(row, from, lanes)];
  }
  for (const DrawnTarget& t : targets_) {
    lever_targets[place(t.row, to, lanes)] = lever_targets[place(t.row, from, lanes)];
  }
}

ParameterSet ParameterDraw::set(std::uint32_t number) const {
  ParameterSet set = central_;
  draw(number, set.parameters.data(), set.lever_targets.data(), 0, 1);
  return set;
}

}  // namespace armistice
