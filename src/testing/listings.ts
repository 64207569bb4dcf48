// Sources that hold all contacts, as tests see them: whom their newest files lack is retired until one has them again.

/** All the contacts, by their keys, that the files of one source hold. */
export interface Listing {
  readonly source: string;
  readonly contacts: ReadonlySet<string>;
}

export interface Listings {
  /** Of one run; what the files of a source hold together counts. */
  readonly add: (listings: readonly Listing[]) => void;
  readonly isRetired: (contact: string) => boolean;
}

export function createListings(): Listings {
  const current = new Map<string, ReadonlySet<string>>();
  const ever = new Set<string>();
  return {
    add: (listings) => {
      for (const source of new Set(listings.map((listing) => listing.source))) {
        const own = listings.filter((listing) => listing.source === source);
        current.set(source, new Set(own.flatMap(({ contacts }) => [...contacts])));
      }
      for (const { contacts } of listings) for (const contact of contacts) ever.add(contact);
    },
    isRetired: (contact) =>
      ever.has(contact) && ![...current.values()].some((contacts) => contacts.has(contact)),
  };
}
