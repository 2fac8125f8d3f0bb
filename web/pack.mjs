// Writes the C++ source that holds the model for browsers: node pack.mjs FOLDER SOURCE.cpp
// FOLDER has model.js and model.wasm, which Emscripten made. cmake/web.cmake calls it.
import {readFileSync, writeFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';

const [folder, source] = process.argv.slice(2);
const script = readFileSync(`${folder}/model.js`, 'utf8');
const module = gzipSync(readFileSync(`${folder}/model.wasm`), {level: 9}).toString('base64');
if (script.includes(')armistice"')) throw new Error('the script ends the text that holds it');
writeFileSync(source, `// Made by web/pack.mjs.
#include "experiments/exhibits/web_model.hpp"
namespace armistice {
const WebModel kWebModel{R"armistice(${script})armistice",
                         "${module}"};
}  // namespace armistice
`);
