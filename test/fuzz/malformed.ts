// What is made of a good value to make it a bad one, and of a good body a broken one.
import fc from 'fast-check'

const nested = (depth: number): unknown => (depth === 0 ? {} : { lines: [nested(depth - 1)] })

/** Values that are refused where something else is expected, or barely allowed. */
export const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    ...[-1, 0, 1.5, 2 ** 53, -(2 ** 63), 1e308, 5e-324],
    ...['', ' ', '\u0000', '\ud800', '\u202e', '🙂', 'constructor', '__proto__', '-', '.'],
    ...["'; DROP TABLE orders; --", '%00', '{{7*7}}', '../../secrets', '<script>', 'NaN', '1e3'],
    ...['2026-02-30T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '+275760-09-13T00:00:00.000Z'],
    ...['0000-01-01T00:00:00.000Z', '2026-01-01', '99:99', 'x'.repeat(3_000), 'ß'.repeat(64)],
    ...[[], {}, [[]], [null], [{}], { length: -1 }, nested(40), Array(101).fill({})],
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

type Path = readonly (string | number)[]

/** Every place in a value, the value itself first. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]))]
}

function change(value: unknown, [step, ...rest]: Path, by: (before: unknown) => unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return by(value)
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
  const after = change(copy[step], rest, by)
  if (after === undefined) delete copy[step]
  else copy[step] = after
  return copy
}

/** What happens at one place: it is replaced, left out, doubled or given a field too many. */
const harm = fc.oneof(
  strange.map((value) => () => value),
  fc.constant(() => undefined),
  fc.constant((before: unknown) => [before, before]),
  fc.tuple(fc.constantFrom('surprise', 'id', 'merchant_id', '__proto__', 'toString'), strange).map(
    ([name, value]) =>
      (before: unknown) =>
        typeof before === 'object' && before !== null
          ? Object.fromEntries([...Object.entries(before), [name, value]])
          : { [name]: value },
  ),
)

/** A good body with one to three places harmed. */
export const harmed = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(good, fc.array(fc.tuple(fc.nat(), harm), { minLength: 1, maxLength: 3 }))
    .map(([body, harms]) =>
      harms.reduce<unknown>((sofar, [place, by]) => {
        const places = placesIn(sofar)
        return change(sofar, places[place % places.length] ?? [], by)
      }, body),
    )

/** The text of a body that is no longer JSON, or hardly. */
export const brokenText = (text: string): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> =>
  fc.oneof(
    fc.nat(text.length).map((end) => text.slice(0, end)),
    fc.constantFrom(
      ...['', 'null', '0', '"text"', '[]', '\ufeff{}', '{"a":1,"a":2}', "{'a':1}", '{"a":NaN}'],
      ...[`${'['.repeat(5_000)}`, `${text}${text}`, `${text} // so far`, text.replace('{', '{,')],
    ),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => new Uint8Array(bytes)),
  )
