// What pages and comments refer to exists: sections of the model, files, functions, names, tests,
// parameters, options and commands.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/trials/result_columns.hpp"
#include "tests/house/prose.hpp"
#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

namespace fs = std::filesystem;

/// What a reader knows to be an example, a place for a name or a program of others.
const std::set<std::string> kNotOurs{
    "my_scenario.toml",                     // README.md writes it
    "levers.name",      "kNameCommand",     // stand for any lever, for any command
    "to_csv",           "float_precision",  // pandas
    "read_csv",         "read_parquet",     // R
    "--map-by",         "--bind-to",
    "--nodes",    // mpirun, sbatch
    "--dry-run",  // clang-format
};

/// Capitals stand for any name: KIND.hpp, GROUP.def.
const std::regex kAnyName("[A-Z]{3}");

const std::vector<Prose>& prose() {
  static const std::vector<Prose> all = all_prose();
  return all;
}
const std::string& code() {
  static const std::string all = all_code();
  return all;
}

std::set<std::string> matches(const std::string& text, const std::regex& pattern, int group = 0) {
  std::set<std::string> all;
  for (std::sregex_iterator found(text.begin(), text.end(), pattern), end; found != end; ++found) {
    all.insert((*found)[static_cast<std::size_t>(group)]);
  }
  return all;
}

/// Every reference of a form, with the line that it stands on.
template <class Check>
int each_reference(const std::regex& form, const Check& check) {
  int count = 0;
  for (const Prose& line : prose()) {
    for (std::sregex_iterator found(line.text.begin(), line.text.end(), form), end; found != end;
         ++found) {
      if (kNotOurs.contains((*found)[0]) || kNotOurs.contains((*found)[found->size() - 1]))
        continue;
      ++count;
      check(*found, line);
    }
  }
  return count;
}

std::string place_of(const Prose& line) { return line.file + ":" + std::to_string(line.line); }

TEST(References, AreLookedForInEveryKindOfText) {
  const auto lines_in = [](const std::string& folder, const std::string& ending) {
    return std::count_if(prose().begin(), prose().end(), [&](const Prose& line) {
      return line.file.starts_with(folder) && line.file.ends_with(ending);
    });
  };
  for (const auto& [folder, ending] :
       std::vector<std::pair<std::string, std::string>>{{"docs/", ".md"},
                                                        {"core/", ".hpp"},
                                                        {"agents/", ".def"},
                                                        {"experiments/", ".cpp"},
                                                        {"tests/", ".cpp"},
                                                        {"scenarios/", ".toml"},
                                                        {"notebooks/", ".ipynb"},
                                                        {"tools/", "setup"},
                                                        {"tools/slurm/", ".sh"},
                                                        {"cmake/", ".cmake"}}) {
    EXPECT_GT(lines_in(folder, ending), 2) << folder << "*" << ending;
  }
}

TEST(References, NumbersOfSubmodelsAreHeadingsOfTheModelsPage) {
  const std::set<std::string> headings =
      matches(read("docs/model.md"), std::regex("\n### (P[0-9]+[a-z]?) "), 1);
  const int count = each_reference(
      std::regex("\\b(P[0-9]+[a-z]?)\\b"), [&](const std::smatch& found, const Prose& line) {
        EXPECT_TRUE(headings.contains(found[1]))
            << place_of(line) << ": docs/model.md has no heading " << found[1];
      });
  EXPECT_GT(count, 100);
}

TEST(References, NumberedSectionsAndTablesAreOfACitedWork) {
  // Our own pages have no numbers: they are referred to by their headings.
  const std::regex cited("(19|20)[0-9][0-9]|et al\\.");
  const int count =
      each_reference(std::regex("\\b([Ss]ections?|[Tt]able|[Cc]hapter|[Ee]quation|eq\\.) [0-9]"),
                     [&](const std::smatch& found, const Prose& line) {
                       EXPECT_TRUE(std::regex_search(line.before + found.prefix().str(), cited))
                           << place_of(line) << ": " << found[0]
                           << " of what? Cite the work with its year, or name "
                           << "a heading of docs/";
                     });
  EXPECT_GT(count, 5);
}

TEST(References, HeadingsNamedAfterAPageAreOnIt) {
  const int count = each_reference(
      std::regex("((?:docs/)?[a-z-]+\\.md), \"([^\"]+)\""),
      [&](const std::smatch& found, const Prose& line) {
        const std::string page = found[1], heading = found[2];
        const std::string text =
            read(fs::exists(root() / page) ? page : "docs/" + page.substr(page.rfind('/') + 1));
        EXPECT_TRUE(std::regex_search(
            text, std::regex("\n(#+ " + heading + "\n|\\*\\*" + heading + "\\*\\*)")))
            << place_of(line) << ": " << page << " has no heading \"" << heading << "\"";
      });
  EXPECT_GT(count, 3);
}

TEST(References, PathsAreFilesOfOurs) {
  const int count = each_reference(
      std::regex("(^|[^\\w/.-])"
                 "((core|agents|experiments|docs|tests|tools|scenarios|notebooks|cmake|bench)"
                 "/[\\w./*-]*[\\w/*])"),
      [&](const std::smatch& found, const Prose& line) {
        const std::string path = found[2];
        if (kNotOurs.contains(path)) return;
        // Where a part stands for others, what comes before it.
        const std::string sure = path.substr(0, path.find_first_of("*"));
        std::smatch at;
        const std::string fixed = std::regex_search(sure, at, kAnyName) ? at.prefix().str() : sure;
        const fs::path looked_for = fixed == path ? fs::path(path) : fs::path(fixed).parent_path();
        EXPECT_TRUE(fs::exists(root() / looked_for)) << place_of(line) << ": there is no " << path;
      });
  EXPECT_GT(count, 300);
}

TEST(References, NamesOfFilesAreOfOursOrOfWhatWeRead) {
  std::set<std::string> names;
  for (const std::string& file : tracked_files()) names.insert(fs::path(file).filename().string());
  const int count = each_reference(
      std::regex("(^|[^\\w/.*<-])([\\w-]+\\.(hpp|cpp|def|md|ipynb|py|toml|csv|json))(?![\\w-])"),
      [&](const std::smatch& found, const Prose& line) {
        const std::string name = found[2];
        if (kNotOurs.contains(name) || std::regex_search(name, kAnyName)) return;
        EXPECT_TRUE(names.contains(name) || code().find(name) != std::string::npos)
            << place_of(line) << ": no file of ours is called " << name
            << ", and no program writes one";
      });
  EXPECT_GT(count, 200);
}

TEST(References, FunctionsAreDefined) {
  const std::set<std::string> called = matches(code(), std::regex("\\b(\\w+)\\("), 1);
  const int count = each_reference(std::regex("\\b([a-z_]\\w*)\\(\\)"),
                                   [&](const std::smatch& found, const Prose& line) {
                                     EXPECT_TRUE(called.contains(found[1]))
                                         << place_of(line) << ": there is no function " << found[0];
                                   });
  EXPECT_GT(count, 80);
}

/// Words of the code, and of what the declarations make: results of a role, for instance.
const std::set<std::string>& known_words() {
  static const std::set<std::string> all = [] {
    std::set<std::string> words = matches(code(), std::regex("\\w+"));
    for (const std::string& file : tracked_files()) {
      if (file.starts_with("scenarios/")) words.insert(fs::path(file).stem().string());
    }
    for (int r = 0; r < kResults; ++r) {
      words.insert(std::string(column_name(static_cast<Result>(r))));
    }
    return words;
  }();
  return all;
}

/// A name with a number or a capital at its end that the program puts there.
bool is_numbered_name(const std::string& word) {
  static const std::regex numbered("(\\w*_)([0-9]+|[A-Z])");
  std::smatch parts;
  return std::regex_match(word, parts, numbered) &&
         code().find(parts[1].str() + "{") != std::string::npos;
}

/// A name that is cut short: `cover_*`.
bool is_start_of_names(const std::string& word) {
  const auto next = known_words().lower_bound(word);
  return next != known_words().end() && next->starts_with(word);
}

/// A symbol of an equation: as short as pi_U and D_R; a name of the program with an index, as tie_j
/// and cover_s; or u_security, the utility of a term.
bool is_symbol(const std::string& word) {
  static const std::regex index("_([A-Za-z0-9]|EU|US|bloc|parallel)$"), utility("^u_");
  const std::string bare = std::regex_replace(word, index, "");
  return (word.find('_') <= 2 && word.size() <= 4) || known_words().contains(bare) ||
         (bare != word && is_start_of_names(bare + "_")) ||
         known_words().contains(std::regex_replace(word, utility, ""));
}

TEST(References, NamesInBackticksAreInTheCode) {
  // With an underscore, or with a capital inside: everything else may be a word of English.
  const std::regex name("[a-z]+[0-9]*_\\w*|k[A-Z]\\w+|[a-z]+[A-Z]\\w*|[A-Z]+_[A-Z_]+");
  const std::regex whole_word("(^|[^\\w./])(\\w+)(?![\\w.])(\\*?)");
  const int count = each_reference(
      std::regex("(^|[^`])`([^`]+)`"), [&](const std::smatch& quoted, const Prose& line) {
        const std::string text = quoted[2];
        for (std::sregex_iterator found(text.begin(), text.end(), whole_word), end; found != end;
             ++found) {
          const std::string word = (*found)[2];
          if (!std::regex_match(word, name) || kNotOurs.contains(word)) continue;
          const bool cut = (*found)[3].length() > 0;
          EXPECT_TRUE(known_words().contains(word) || is_numbered_name(word) ||
                      (cut && is_start_of_names(word)) ||
                      (line.file == "docs/model.md" && is_symbol(word)))
              << place_of(line) << ": nothing is called `" << word << "`";
        }
      });
  EXPECT_GT(count, 1000);
}

TEST(References, NamesInEquationsAreInTheCodeOrDefinedBesideThem) {
  // A name of the program, maybe with an index (tie_j, stress_R), or the left side of an equation.
  const std::string page = read("docs/model.md");
  const std::set<std::string> defined =
      matches(page, std::regex("\n[ +]*([a-z]\\w*)[^\n=]*[ +]="), 1);
  int count = 0;
  for (const Prose& line : prose()) {
    if (line.file != "docs/model.md" || !line.in_block) continue;
    for (const std::string& word : matches(line.text, std::regex("\\b[a-z]\\w*_\\w+"))) {
      ++count;
      EXPECT_TRUE(known_words().contains(word) || defined.contains(word) || is_symbol(word))
          << place_of(line) << ": nothing is called " << word;
    }
  }
  EXPECT_GT(count, 400);
}

TEST(References, TestsExist) {
  std::set<std::string> tests;
  for (const std::string& file : tracked_files({"tests"}, {".cpp"})) {
    const std::string text = without_comments(read(file));
    const std::regex test(
        "\\bTEST(?:_[FP])?\\(\\s*(\\w+),\\s*(\\w+)\\)|RC_GTEST_PROP\\(\\s*(\\w+),\\s*(\\w+),");
    for (std::sregex_iterator found(text.begin(), text.end(), test), end; found != end; ++found) {
      tests.insert((*found)[1].str() + (*found)[3].str() + "." + (*found)[2].str() +
                   (*found)[4].str());
    }
  }
  const std::set<std::string> scripts =
      matches("\n" + read("tests/tools/tools.sh"), std::regex("\n([A-Z]\\w+)\\(\\) \\{"), 1);
  for (const std::string& name : scripts) tests.insert("Tools." + name);
  const int count = each_reference(
      std::regex("`([A-Z]\\w+\\.([A-Z]\\w+|\\*))`"),
      [&](const std::smatch& found, const Prose& line) {
        const std::string name = found[1];
        const auto next = tests.lower_bound(name.substr(0, name.find('*')));
        EXPECT_TRUE(next != tests.end() && next->starts_with(name.substr(0, name.find('*'))) &&
                    (name.ends_with('*') || *next == name))
            << place_of(line) << ": there is no test " << name;
      });
  EXPECT_GT(count, 15);
}

TEST(References, ParametersLeversAndSwitchesAreDeclaredInTheirGroup) {
  std::map<std::string, std::set<std::string>> groups;
  for (const ParameterDeclaration& p : parameter_declarations()) {
    groups[std::string(p.group)].insert(std::string(p.name));
  }
  for (const LeverDeclaration& lever : lever_declarations()) {
    groups["levers"].insert(std::string(lever.name));
  }
  for (const SwitchDeclaration& one : switch_declarations()) {
    groups["switches"].insert(std::string(one.name));
  }
  const int count = each_reference(
      std::regex("(^|[^\\w./])([a-z_]+)\\.([a-z]\\w*)(?![\\w(.])"),
      [&](const std::smatch& found, const Prose& line) {
        const std::string group = found[2], name = found[3], both = group + "." + name;
        static const std::regex ending("hpp|cpp|def|md|csv|toml|json|py");
        if (!groups.contains(group) || kNotOurs.contains(both) || std::regex_match(name, ending)) {
          return;
        }
        const bool cut = name.ends_with('_');
        const auto next = groups[group].lower_bound(name);
        const bool starts = next != groups[group].end() && next->starts_with(name);
        // A member of a struct may be called like a group.
        EXPECT_TRUE(groups[group].contains(name) || (cut && starts) ||
                    code().find("." + both) != std::string::npos)
            << place_of(line) << ": " << both << " is not declared";
      });
  EXPECT_GT(count, 60);
}

const std::regex kOption("(^|[^\\w-])(--[a-z][\\w-]*)");

/// Commands that the program lists, and the options of each as its help lists them.
const std::map<std::string, std::set<std::string>>& options_by_command() {
  static const std::map<std::string, std::set<std::string>> all = [] {
    std::map<std::string, std::set<std::string>> options;
    const std::string program = ARMISTICE_BINARY;
    for (const std::string& command :
         matches(output_of(program + " --help"), std::regex("\n  ([a-z]+)   +"), 1)) {
      options[command] = matches(output_of(program + " " + command + " --help"), kOption, 2);
    }
    return options;
  }();
  return all;
}

TEST(References, CommandsExistAndHaveTheOptionsThatLinesGiveThem) {
  const std::regex line_of_command("(^ *|`|\\$ )armistice ([a-z]+)( [^`#]*)?");
  const int count =
      each_reference(line_of_command, [&](const std::smatch& found, const Prose& line) {
        if (found[1].str().find('`') == std::string::npos && !line.in_block) return;  // a sentence
        const auto command = options_by_command().find(found[2]);
        ASSERT_TRUE(command != options_by_command().end())
            << place_of(line) << ": there is no command " << found[2];
        for (const std::string& option : matches(found[3], kOption, 2)) {
          EXPECT_TRUE(command->second.contains(option))
              << place_of(line) << ": `armistice " << command->first << "` has no " << option;
        }
      });
  EXPECT_GT(count, 60);
}

TEST(References, OptionsAreOfTheProgramOrOfAScript) {
  std::set<std::string> known;
  for (const auto& [command, options] : options_by_command()) {
    known.insert(options.begin(), options.end());
  }
  known.merge(matches(output_of(std::string(ARMISTICE_BINARY) + " --help"), kOption, 2));
  known.merge(
      matches(code_in({"tools", ".ci", "cmake", "tests/cluster", "tests/tools"}), kOption, 2));
  const int count = each_reference(kOption, [&](const std::smatch& found, const Prose& line) {
    EXPECT_TRUE(known.contains(found[2]))
        << place_of(line) << ": nothing has the option " << found[2];
  });
  EXPECT_GT(count, 200);
}

TEST(References, OptionsInMessagesAndExamplesAreOfTheProgram) {
  const std::string experiments = code_in({"experiments"});
  std::set<std::string> known{"--help", "--web"};  // the second of tools/setup
  for (const auto& [command, options] : options_by_command()) {
    known.insert(options.begin(), options.end());
    const std::regex example("\n[^\n]*  armistice " + command + "( [^\n]*)?");
    for (const std::string& line : matches(experiments, example)) {
      for (const std::string& option : matches(line, kOption, 2)) {
        EXPECT_TRUE(options.contains(option)) << "experiments/: an example has " << option << line;
      }
    }
  }
  known.merge(matches(output_of(std::string(ARMISTICE_BINARY) + " --help"), kOption, 2));
  const std::regex literal("\"(?:[^\"\\\\\n]|\\\\.)*\"");
  int count = 0;
  for (const std::string& text : matches(experiments, literal)) {
    for (const std::string& option : matches(text, kOption, 2)) {
      EXPECT_TRUE(known.contains(option))
          << "experiments/: no command has " << option << ": " << text;
      ++count;
    }
  }
  EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace armistice::house
