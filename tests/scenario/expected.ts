/** Every broken file of the folder and all of its problems: line, column, path, and how its sentence goes on. */
export type Expected = readonly [line: number, column: number, path: string, says: string];

export const EXPECTED: Readonly<Record<string, readonly Expected[]>> = {
  'a-claim-with-code': [[20, 21, 'claims.0.that', '";" means nothing here.']],
  'a-list': [[1, 1, '', 'The file: expected a map of names and values, found a list of 1.']],
  'a-text': [[1, 1, '', 'The file: expected a map of names and values, found "Dear lab, please']],
  'act-ids': [
    [18, 11, 'acts.0.id', 'An act cannot have the id run: claims use the word.'],
    [19, 11, 'acts.1.id', 'acts.1.id: expected an id such as inventory-db: letters, digits and'],
  ],
  acts: [
    [20, 10, 'acts.0.act', 'e is no act on service "crsh". Did you mean crash?'],
    [21, 9, 'acts.1.at', 'at: expected a moment before the end of the run; found "90s".'],
    [25, 10, 'acts.2.for', 'for: expected more than 0s; found "0s".'],
    [28, 21, 'acts.2.with.factor', 'factor: expected 0 to 100000; found -1.'],
    [28, 25, 'acts.2.with.law', 'There is no setting of the act slow "law".'],
    [29, 9, 'acts.3.at', 'at: expected a duration such as 250ms, 30s, 5m or 1h 30m; found "soon".'],
    [30, 11, 'acts.3.part', 'There is no part "ship". Did you mean shop?'],
  ],
  'alias-bomb': [
    [1, 32, 'e.7.0.7.0.8', 'The file stands for more than 100000 values: too much for a scenario.'],
  ],
  'alias-of-itself': [
    [14, 13, 'parts.shop.at', 'The text is nested too deep: 20 levels are enough for a scenario.'],
  ],
  'alias-of-nothing': [[14, 9, 'parts.shop.at', 'There is no anchor &nowhere before this alias.']],
  'chart-lines': [
    [19, 18, 'charts.0.lines.0', 're is no figure of shop "bsy". Did you mean busy?'],
    [19, 23, 'charts.0.lines.1', 'shop.latency holds many durations; choose a statistic, such as'],
    [19, 37, 'charts.0.lines.2', 'A line of a chart is one figure, without a window.'],
    [20, 12, 'charts.1.title', 'There are two charts with the title "slots".'],
    [22, 24, 'charts.1.lines.0.of', 'Expected a figure such as checkout.busy, or a value such as 60s, found'],
  ],
  charts: [[21, 12, 'charts.1.lines', 'charts.1.lines: expected at least one line, found 0.']],
  claims: [
    [20, 23, 'claims.0.that', 'Expected a figure such as checkout.busy, or a value such as 60s, found'],
    [23, 11, 'claims.1.that', 'There is no part "shp". Did you mean shop?'],
    [26, 28, 'claims.2.that', ' is no figure of shop "bussy". Did you mean busy?'],
    [29, 36, 'claims.3.that', 'There is no window "outage".'],
    [32, 11, 'claims.4.that', 'shop.latency holds many durations; choose a statistic, such as'],
    [35, 31, 'claims.5.that', 'One cannot compare a duration (60s) and a number. A duration needs its'],
    [38, 11, 'claims.6.that', 'A claim is true or false: compare this with something, as in >= 99.9 %.'],
    [39, 9, 'claims.7.id', 'There are two claims with the id "no-truth".'],
    [43, 10, 'claims.7.that', 'A share is at most 100 %, and 99.9 is 9990 %. Write 99.9 %.'],
    [47, 21, 'claims.8.design.1', 'There is no design "fix".'],
  ],
  code: [[16, 14, '', 'Unresolved tag: tag:yaml.org,2002:js/function. A scenario holds plain']],
  contradiction: [[16, 14, 'parts.bell.settings.least', 'bell.least: expected at most 3, as most says.']],
  'dangling-wire': [
    [17, 19, 'wires.1', 'There is no part "databse".'],
    [18, 10, 'wires.2', 're is no port of shop "callz". Did you mean calls?'],
  ],
  deep: [
    [16, 31, 'parts.shop.settings', 'The text is nested too deep: 20 levels are enough for a scenario.'],
  ],
  designs: [
    [9, 3, 'parts.users', 'In the design gone: users.out has no wire, and users cannot work'],
    [20, 5, 'designs.start.set', 'start is the base itself and changes nothing; put set into a design of'],
    [23, 14, 'designs.fix.remove.0', 'n fix: There is no part "shp". Did you mean shop?'],
    [24, 14, 'designs.fix.unwire.0', 'ire "users.out -> shop.calls". Did you mean users.out -> shop.in?'],
    [26, 7, 'designs.fix.add.shop', 'In the design fix: There is a part shop already; remove it first, or'],
    [
      30,
      19,
      'designs.fix.set.shop.slots',
      'In the design fix: slots: expected a number, 1 to 1000000 slots; found',
    ],
    [31, 7, 'designs.fix.set.ship.slots', ' fix: There is no part "ship". Did you mean shop?'],
    [32, 7, 'designs.fix.set.shop', 'In the design fix: Name the setting as well: shop.setting.'],
  ],
  'duplicate-key': [[7, 1, 'duration', '"duration" stands here twice; the first one is kept.']],
  'duplicate-part': [[12, 3, 'parts.users', '"users" stands here twice; the first one is kept.']],
  'duplicate-wire': [[17, 5, 'wires.1', 'The wire users.out -> shop.in stands here twice.']],
  empty: [[1, 1, '', 'The file is empty; a scenario begins with format: 1.']],
  'format-0-without-length': [
    [1, 1, 'duration', 'The key duration is missing.'],
    [6, 1, 'lenght', 'There is no key "lenght".'],
  ],
  'format-from-the-future': [
    [1, 9, 'format', 'There is no format 2; this lab reads formats 0 to 1. It is newer than'],
  ],
  'format-none': [[1, 1, 'format', 'The key format is missing.']],
  ids: [
    [9, 3, 'parts.users', 'users.out has no wire, and users cannot work without one: requests of'],
    [12, 3, 'parts.my_shop', 'parts.my_shop: expected an id such as inventory-db: letters, digits and'],
    [16, 5, 'wires.0', 'Expected a wire such as checkout.calls -> inventory.in, found'],
  ],
  lesson: [
    [25, 23, 'steps.0.preset.design', 'There is no design "strat". Did you mean start?'],
    [25, 34, 'steps.0.preset.at', 'at: expected a moment of the run, at most 1m; found "2m".'],
    [25, 45, 'steps.0.preset.acts.0', 'There is no act "outage".'],
    [26, 24, 'steps.0.palette.1', 'e is no kind of part "servce". Did you mean service?'],
    [27, 16, 'steps.0.spotlight', 'here is no part or wire "shp". Did you mean shop?'],
    [28, 12, 'steps.0.chart', 'There is no chart "slot". Did you mean slots?'],
    [29, 9, 'steps.1.id', 'There are two steps with the id "look".'],
    [36, 7, 'steps.1.prediction.options', 'No option says when it is right, so that no run can judge this'],
    [38, 17, 'steps.1.prediction.options.1.id', 'There are two options with the id "a".'],
    [
      40,
      53,
      'steps.1.tasks.0.that',
      'Expected a figure such as checkout.busy, or a value such as 60s, found',
    ],
    [44, 32, 'challenge.that.1', 'One cannot compare an amount of money and a duration (60s).'],
    [46, 8, 'health.fix', 'There is no design "fxi".'],
  ],
  'many-mistakes': [
    [4, 9, 'series', ' azure, go, none, found "asw". Did you mean aws?'],
    [6, 11, 'duration', 'duration: expected a duration such as 5m, more than 0s and at most'],
    [11, 5, 'parts.users.at.1', 'parts.users.at.1: expected a number, found nothing.'],
    [12, 5, 'parts.users.setings', 'There is no key "setings". Did you mean settings?'],
    [15, 11, 'parts.shop.kind', ' is no kind of part "servise". Did you mean service?'],
    [20, 21, 'acts.0.part', 'There is no part "usres". Did you mean users?'],
    [22, 42, 'claims.0.that', 'Expected a figure such as checkout.busy, or a value such as 60s, found'],
  ],
  'map-for-list': [
    [11, 9, 'parts.users.at', 'parts.users.at: expected a position such as [240, 80], found a map.'],
    [16, 3, 'wires', 'wires: expected a list of wires, found a map.'],
  ],
  'missing-keys': [
    [1, 1, 'title', 'The key title is missing.'],
    [11, 3, 'parts.shop.kind', 'The key kind is missing in parts.shop.'],
  ],
  'moment-act-with-for': [
    [19, 5, 'acts.0.for', 'ring happens at once and has no length; leave out for.'],
    [22, 20, 'acts.0.with.times', 'times: expected a number, 0 to 10 rings; found "3s".'],
  ],
  names: [
    [16, 11, 'parts.shop.name', 'The parts users and shop have the same name "Shop"; nobody could tell'],
  ],
  'negative-rate': [
    [
      13,
      13,
      'parts.users.settings.rate',
      'rate: expected a rate such as 50/s, 1200/m or 0.5/s, 0/s to 1000000/s;',
    ],
  ],
  'not-a-number': [
    [7, 7, 'seed', 'seed: expected at least 0, found -1.'],
    [14, 15, 'parts.shop.at.1', 'parts.shop.at.1: expected at most 100000, found Infinity.'],
    [
      16,
      14,
      'parts.shop.settings.slots',
      'parts.shop.settings.slots: expected a plain value: text, number, true,',
    ],
  ],
  'not-wired': [
    [9, 3, 'parts.users', 'users.out has no wire, and users cannot work without one: requests of'],
  ],
  'nothing-runs': [[6, 11, 'duration', 'duration: expected a duration such as 5m, more than 0s and at most']],
  'numeric-key': [
    [12, 3, 'parts', 'A key must be a name; 7 is none. Put it in quotes if it is meant as one.'],
  ],
  'only-comments': [[1, 1, '', 'The file is empty; a scenario begins with format: 1.']],
  'out-of-range': [
    [16, 14, 'parts.shop.settings.slots', 'slots: expected 1 to 1000000 slots; found 0.'],
    [
      17,
      16,
      'parts.shop.settings.retries',
      'retries: expected a whole number, 0 to 1000 retries; found 2.5.',
    ],
    [18, 22, 'parts.shop.settings.backoffFactor', 'backoffFactor: expected 1 to 10; found 99.'],
  ],
  prototype: [
    [
      13,
      7,
      'parts.users.settings.constructor',
      'The name "constructor" is not allowed: it means something to the',
    ],
    [14, 3, 'parts.__proto__', 'The name "__proto__" is not allowed: it means something to the program.'],
  ],
  reserved: [[9, 3, 'parts.requests', 'A part cannot have the id requests: claims use the word.']],
  ring: [[25, 5, 'wires.3', 'The parts here -> there -> here hand a request round for ever: none of']],
  steps: [[22, 11, 'steps.0.bone', 'ice, challenge, found "befor". Did you mean before?']],
  syntax: [[12, 3, '', 'Flow sequence in block collection must be sufficiently indented and end']],
  tab: [
    [13, 1, '', 'Tabs are not allowed as indentation.'],
    [13, 8, '', 'Nested mappings are not allowed in compact mappings.'],
    [13, 8, '', 'Implicit keys need to be on a single line.'],
  ],
  'too-long': [[6, 11, 'duration', 'duration: expected a duration such as 5m, more than 0s and at most']],
  'two-documents': [[17, 1, '', 'A second document begins here; a scenario is one document.']],
  'two-wires-from-one-port': [
    [20, 5, 'wires.1', 'users.out carries one wire, and users.out -> shop.in is there already.'],
  ],
  'unknown-key': [
    [8, 1, 'colour', 'There is no key "colour".'],
    [16, 5, 'parts.shop.nmae', 'There is no key "nmae". Did you mean name?'],
  ],
  'unknown-kind': [[13, 11, 'parts.shop.kind', ' is no kind of part "servise". Did you mean service?']],
  'unknown-setting': [
    [16, 7, 'parts.shop.settings.slotz', 'no setting of service "slotz". Did you mean slots?'],
  ],
  url: [[11, 8, 'article.url', 'article.url: expected an address that begins with https://, found']],
  windows: [
    [19, 11, 'acts.1.id', 'There are two acts with the id outage.'],
    [21, 3, 'windows.outage', 'The act outage names a window of time too; give the window or the act'],
    [22, 26, 'windows.back.to', 'to: expected a moment after 20s; found "10s".'],
    [23, 26, 'windows.late.to', 'to: expected a moment within the run; found "10m".'],
    [24, 3, 'windows.run', 'A window cannot be called run: claims use the word.'],
  ],
  'wire-not-a-wire': [[17, 5, 'wires.1', 'Expected a wire such as checkout.calls -> inventory.in, found']],
  'wire-values': [
    [18, 14, 'wires.0.latency', 'latency: expected a duration (12ms) or a law: exp 12ms, uniform'],
    [19, 13, 'wires.0.weight', 'wires.0.weight: expected a number above 0, found 0.'],
  ],
  'wrong-direction': [
    [17, 5, 'wires.1', 'shop.in is an in port: requests to work on. A wire begins at an out'],
  ],
  'wrong-protocol': [
    [23, 19, 'wires.1', 'shop.calls speaks request (request and reply) and workers.in speaks'],
  ],
  'wrong-unit': [
    [6, 11, 'duration', 'duration: expected a duration such as 250ms, 30s, 5m or 1h 30m, found'],
    [
      16,
      16,
      'parts.shop.settings.timeout',
      'timeout: expected a duration such as 250ms, 30s, 5m or 1h 30m, none, or',
    ],
    [
      17,
      20,
      'parts.shop.settings.serviceTime',
      'serviceTime: expected a duration (12ms) or a law: exp 12ms, uniform',
    ],
  ],
};
