import type { Texts } from './en'

/** Each language is a file of its own: only the one that is spoken is loaded. */
export const languages: Readonly<Record<string, () => Promise<Texts>>> = {
  en: () => import('./en').then(({ en: texts, counted }) => ({ texts, counted })),
  de: () => import('./de').then(({ de }) => de),
  fr: () => import('./fr').then(({ fr }) => fr),
  es: () => import('./es').then(({ es }) => es),
  it: () => import('./it').then(({ it }) => it),
  nl: () => import('./nl').then(({ nl }) => nl),
  ar: () => import('./ar').then(({ ar }) => ar),
  ja: () => import('./ja').then(({ ja }) => ja),
}

/** As each language calls itself. */
export const names: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  nl: 'Nederlands',
  ar: 'العربية',
  ja: '日本語',
}
