import { render } from 'solid-js/web'
import { App } from './app'
import { readPageData } from './page-data'
import './styles/tokens.css'
import './styles/base.css'
import './styles/components.css'
import './styles/forms.css'
import './styles/returns.css'
import { languages } from './text/languages'
import { speak } from './text/text'

const root = document.getElementById('portal')
if (root) {
  const data = readPageData(root)
  const load = languages[data.language] ?? languages.en
  const texts = await load?.()
  if (texts) speak(data.language, texts)
  // What the server wrote makes place for what can be used; it says the same.
  root.replaceChildren()
  render(() => <App data={data} />, root)
}
