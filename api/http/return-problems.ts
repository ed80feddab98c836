import { entry } from './problem-entry'

/** What is refused about returns, claims and withdrawals. */
export const returnProblems = {
  not_returnable: entry(
    422,
    'Not returnable',
    '`lines` says why for each: window_closed, final_sale, non_returnable, not_fulfilled or already_returned.',
  ),
  resolution_not_offered: entry(
    422,
    'Resolution not offered',
    'The order’s return policy offers the resolutions in `offered`.',
  ),
  unknown_parcel: entry(422, 'Unknown parcel', 'Name one of the return’s parcels.'),
  not_claimable: entry(
    422,
    'Not claimable',
    'Claim units that were sent and are in no return or claim; `lines` says how many are left.',
  ),
  claim_window_closed: entry(
    422,
    'Claim window closed',
    'The time to claim ended at `deadline`; the merchant can still help.',
  ),
  photo_not_an_image: entry(
    422,
    'Not a photo',
    'Send a whole JPEG, PNG, WebP or HEIC image with nothing before or behind it.',
  ),
  photo_too_large: entry(422, 'Photo too large', 'Send photos of at most 5 MiB.'),
  withdrawal_not_applicable: entry(
    422,
    'No right of withdrawal',
    'The law of the country the order went to grants none, nor does the merchant.',
  ),
  withdrawal_closed: entry(
    422,
    'Withdrawal closed',
    'The right ended at `deadline`. A return may still be possible.',
  ),
  withdrawal_exempt: entry(
    422,
    'Exempt from withdrawal',
    'The law exempts `skus`; withdraw from the other lines.',
  ),
  withdrawal_nothing_left: entry(
    422,
    'Nothing to withdraw from',
    'All units were canceled, returned or withdrawn from already.',
  ),
  unknown_return: entry(404, 'Return not found', 'Check the id: no return of this order has it.'),
  unknown_claim: entry(404, 'Claim not found', 'Check the id: no claim of this order has it.'),
  photo_limit: entry(
    409,
    'Enough photos',
    'A claim or return has at most 5 photos, and takes them while it is open.',
  ),
  change_not_offered: entry(
    409,
    'Change not offered',
    'The merchant makes this change for its customers; ask them.',
  ),
  picking_started: entry(
    409,
    'Picking has started',
    'It is too late to change this by oneself; the merchant may still help.',
  ),
} as const
