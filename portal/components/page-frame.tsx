import { For, type ParentProps, Show } from 'solid-js'
import type { PageData } from '../page-data'
import { addressOf } from '../router'
import { names } from '../text/languages'
import { text } from '../text/text'

/** What every page has around it: whose it is, and the languages it is there in. */
export function PageFrame(
  props: ParentProps<{ data: PageData; signed_in: boolean; onSignOut: () => void }>,
) {
  return (
    <>
      <a class="skip" href="#content">
        {text('skip')}
      </a>
      <header class="frame-header">
        <Show when={props.data.shop}>
          {(shop) => (
            <a class="frame-shop" href={addressOf('')} dir="auto">
              <Show when={shop().logo}>
                {(logo) => <img class="frame-logo" src={logo()} alt="" />}
              </Show>
              {shop().name}
            </a>
          )}
        </Show>
        <Show when={props.signed_in}>
          <button class="frame-sign-out" type="button" onClick={() => props.onSignOut()}>
            {text('sign_out')}
          </button>
        </Show>
      </header>
      <main class="frame-main" id="content">
        {props.children}
      </main>
      <Languages spoken={props.data.language} />
    </>
  )
}

function Languages(props: { spoken: string }) {
  /** What stands behind the `#` is not for the server, and not to be lost. */
  const keepHash = (event: MouseEvent & { currentTarget: HTMLAnchorElement }) => {
    event.currentTarget.hash = location.hash
  }
  return (
    <footer class="frame-footer">
      <nav aria-label={text('language')}>
        <ul class="languages">
          <For each={Object.entries(names)}>
            {([language, name]) => (
              <li>
                <a
                  href={`?lang=${language}`}
                  lang={language}
                  hreflang={language}
                  aria-current={language === props.spoken ? 'true' : undefined}
                  onClick={keepHash}
                >
                  {name}
                </a>
              </li>
            )}
          </For>
        </ul>
      </nav>
    </footer>
  )
}
