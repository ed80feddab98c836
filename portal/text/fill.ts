import { fill } from '../../api/domain/shared/fill'

export { fill }

/** The same at the beginning of a sentence: a shop without a name is `The shop` there. */
export function fillSentence(template: string, values: Readonly<Record<string, string>>) {
  const filled = fill(template, values)
  return filled.charAt(0).toUpperCase() + filled.slice(1)
}
