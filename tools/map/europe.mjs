// Writes the countries of Europe as GeoJSON: node europe.mjs OUT.json. tools/map/make calls it.
// Natural Earth 1:50m (public domain; as TopoJSON in world-atlas), clipped, simplified, rounded.
// Natural Earth draws who holds a place. So Crimea is a part of Russia there; here it is Ukraine, as
// is all land that Russia occupies; and Cyprus is whole.
import {readFileSync, writeFileSync} from 'node:fs';
import {geoArea, geoAzimuthalEqualArea, geoContains} from 'd3-geo';
import {geoProject} from 'd3-geo-projection';
import {feature, mergeArcs} from 'topojson-client';
import {topology} from 'topojson-server';
import {presimplify, simplify} from 'topojson-simplify';

// What the map shows: the projection and the frame of charts/map.vl.json, and a margin, so that no
// cut edge is seen.
const width = 1000, aspect = 0.97, margin = 20;
const projection = geoAzimuthalEqualArea().rotate([-13, -52.6]).scale(1.5 * width)
  .translate([width / 2, aspect * width / 2]).precision(0)
  .clipExtent([[-margin, -margin], [width + margin, aspect * width + margin]]);
const leastArea = 0.016;  // of a triangle of three points that is kept, in square degrees
const decimals = 2;
const crimea = [34.4, 45.3];

// ISO 3166-1: numbers of Natural Earth, and the letters by which armistice calls its actors, UK among
// them.
const letters = {
  '008': 'AL', '012': 'DZ', '020': 'AD', '031': 'AZ', '040': 'AT', '051': 'AM', '056': 'BE',
  '070': 'BA', '100': 'BG', '112': 'BY', '191': 'HR', '196': 'CY', '203': 'CZ', '208': 'DK',
  '233': 'EE', '246': 'FI', '250': 'FR', '268': 'GE', '276': 'DE', '300': 'GR', '348': 'HU',
  '352': 'IS', '364': 'IR', '368': 'IQ', '372': 'IE', '376': 'IL', '380': 'IT', '398': 'KZ',
  '428': 'LV', '440': 'LT', '442': 'LU', '470': 'MT', '498': 'MD', '499': 'ME', '504': 'MA',
  '528': 'NL', '578': 'NO', '616': 'PL', '620': 'PT', '642': 'RO', '643': 'RU', '688': 'RS',
  '703': 'SK', '705': 'SI', '724': 'ES', '752': 'SE', '756': 'CH', '760': 'SY', '788': 'TN',
  '792': 'TR', '804': 'UA', '807': 'MK', '826': 'UK',
};

const polygonsOf = (geometry) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
const holds = (polygon, point) => geoContains({type: 'Polygon', coordinates: polygon}, point);

const atlas = JSON.parse(readFileSync('node_modules/world-atlas/countries-50m.json', 'utf8'));
const {features} = feature(atlas, atlas.objects.countries);
const called = (name) => features.find((f) => f.properties.name === name);

const russia = called('Russia');
const crimean = polygonsOf(russia.geometry).filter((polygon) => holds(polygon, crimea));
if (crimean.length !== 1 || geoArea({type: 'Polygon', coordinates: crimean[0]}) > 0.001) {
  throw new Error('Crimea is no polygon of its own: look at the new Natural Earth');
}
russia.geometry = {type: 'MultiPolygon',
  coordinates: polygonsOf(russia.geometry).filter((polygon) => !crimean.includes(polygon))};
features.push({type: 'Feature', properties: {name: 'Crimea'},
  geometry: {type: 'MultiPolygon', coordinates: crimean}});

const shown = [];
for (const f of features) {
  const {name} = f.properties;
  const cut = geoProject(f, projection)?.geometry;
  if (!cut || polygonsOf(cut).length === 0 || name === 'Greenland') continue;
  const geometry = {type: 'MultiPolygon', coordinates: polygonsOf(cut)
    .map((polygon) => polygon.map((ring) => ring.map((point) => projection.invert(point))))};
  shown.push({type: 'Feature', id: name, properties: {code: letters[f.id] ?? ''}, geometry});
}
const together = topology({countries: {type: 'FeatureCollection', features: shown}}, 1e5);
const {geometries} = together.objects.countries;
// Makes a place a part of a country, without a border between the two.
const join = (place, country) => {
  const [part, whole] = [place, country].map((name) =>
    geometries.find((geometry) => geometry.id === name));
  Object.assign(whole, mergeArcs(together, [whole, part]));
  geometries.splice(geometries.indexOf(part), 1);
};
join('Crimea', 'Ukraine');
join('N. Cyprus', 'Cyprus');
join('Åland', 'Finland');
const simple = feature(simplify(presimplify(together), leastArea), 'countries');

const rounded = (x) => Number(x.toFixed(decimals));
const ringOf = (ring) => {
  const points = ring.map(([x, y]) => [rounded(x), rounded(y)]);
  return points.filter(([x, y], i) => i === 0 || x !== points[i - 1][0] || y !== points[i - 1][1]);
};
const signedArea = (ring) => ring.reduce((sum, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length];
  return sum + x * v - u * y;
}, 0) / 2;
const area = (ring) => Math.abs(signedArea(ring));
// On a globe the inside of a ring is to the right of it (d3-geo): of an outer ring the small part.
const wound = (polygon) =>
  polygon.map((ring, i) => (signedArea(ring) < 0) === (i === 0) ? ring : [...ring].reverse());
// Polygons that can be seen. Islets go; of a state that simplifying takes away, all stays.
const seen = (geometry, least) => {
  const polygons = polygonsOf(geometry).map((polygon) => polygon.map(ringOf)
    .filter((ring) => ring.length > 3 && area(ring) > 0)).filter((polygon) => polygon.length > 0)
    .map(wound);
  const largest = Math.max(...polygons.map((polygon) => area(polygon[0])));
  return polygons.filter((polygon) => area(polygon[0]) > least || area(polygon[0]) === largest);
};
const whole = feature(together, 'countries');
const out = [];
simple.features.forEach(({properties, geometry}, i) => {
  let coordinates = seen(geometry, 0.05);
  if (coordinates.length === 0 && properties.code !== '') {
    coordinates = seen(whole.features[i].geometry, 0);
  }
  if (coordinates.length === 0) return;
  out.push(JSON.stringify({type: 'Feature', properties,
    geometry: {type: 'MultiPolygon', coordinates}}));
});
writeFileSync(process.argv[2],
  `{"type":"FeatureCollection","features":[\n${out.join(',\n')}\n]}\n`);
