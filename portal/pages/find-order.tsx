import { Show } from 'solid-js'
import type { Client } from '../client'
import { OrderCard } from '../components/order-card'
import { SearchForm } from '../components/search-form'
import { SearchNotice } from '../components/search-notice'
import { createOrderSearch } from '../primitives/create-order-search'
import { text } from '../text/text'

/** Number and e-mail in, the order out. */
export function FindOrder(props: { client: Client; shop: string }) {
  const { search, problems, find } = createOrderSearch((asked) => props.client.lookUpOrder(asked))

  const found = () => {
    const result = search()
    return result.type === 'found' ? result.order : undefined
  }
  const problem = () => {
    const result = search()
    switch (result.type) {
      case 'not_found':
      case 'busy':
      case 'unreachable':
      case 'failed':
        return result
    }
  }

  return (
    <div class="find-order">
      <section class="find-order-search">
        <h1>{text('page_title')}</h1>
        <p class="find-order-intro">{text('intro')}</p>
        <Show when={problem()} keyed>
          {(problem) => <SearchNotice problem={problem} shop={props.shop} />}
        </Show>
        <SearchForm
          problems={problems()}
          searching={search().type === 'searching'}
          onSearch={find}
        />
      </section>
      <Show when={found()} keyed>
        {(order) => <OrderCard order={order} shop={props.shop} />}
      </Show>
    </div>
  )
}
