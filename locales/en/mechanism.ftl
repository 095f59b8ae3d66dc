# SPDX-License-Identifier: EUPL-1.2
# The referral mechanism: standards, what exists, answers, inquiries.

noun-standard = Standard
nouns-standard = Standards
kind-standard-stated = Standard recorded
kind-standard-changed = Standard changed
kind-standard-dropped = Standard removed
noun-arrangement = Part of the referral mechanism
nouns-arrangement = Parts of the referral mechanism
kind-arrangement-stated = Part recorded
kind-arrangement-changed = Part changed
kind-arrangement-dropped = Part removed
noun-answer = Answer on a standard
nouns-answer = Answers on standards
kind-answer-stated = Answer given
kind-answer-changed = Answer changed
kind-answer-dropped = Answer taken back
noun-inquiry = Inquiry
nouns-inquiry = Inquiries
kind-inquiry-stated = Inquiry begun
kind-inquiry-changed = Inquiry changed
kind-inquiry-dropped = Inquiry taken back
kind-answer-submitted = Answer given, sealed until the date
kind-inquiry-opened = Answers of the inquiry opened

attribute-standard = Standard
attribute-standards = Standards
attribute-standard-description = What has to be there
attribute-standard-recommendation = Recommendation that it makes checkable
attribute-standard-due = To be met by
attribute-standard-levels = Who must act
attribute-standard-groups = For whom
attribute-standard-issuer = Set by
attribute-force = How binding
attribute-standard-obligation = Duty that it follows from
attribute-arrangements = What it rests on
attribute-arrangement-kind = Kind
attribute-arrangement-land = Where
attribute-arrangement-organisation = Who says so
attribute-arrangement-description = What it consists of
attribute-arrangement-standards = Standards that it serves
attribute-arrangement-dated-on = As of
attribute-answer-organisation = Who says so
attribute-answer-degree = How far met
attribute-answer-note = Reason
attribute-answer-dated-on = As of
attribute-inquiry-organisation = Who asks
attribute-inquiry-standards = About which standards (nothing: all)
attribute-inquiry-note = What else is to be known
attribute-lands = For which Länder (nothing: all, and the federation)
attribute-asked = Who is asked
attribute-asked-on = Asked on
attribute-due-on = Answer by
attribute-sealed = Sealed until the date: nobody sees before what others answer
attribute-since = Since
attribute-office = Function and body, never a person
attribute-mandate = Mandate
attribute-independence = Independence
attribute-places-wanted = Places needed
attribute-places = Places there are

force-duty = duty by law
force-recommended = recommended, no legal duty
fulfilment-met = met
fulfilment-partial = met in part
fulfilment-not-met = not met
fulfilment-unclear = unclear
arrangement-kind-agreement = cooperation agreement
arrangement-kind-focal-point = focal point
arrangement-kind-shelter = shelter places
arrangement-kind-counselling = specialised counselling
arrangement-kind-procedure = procedure laid down
arrangement-kind-committee = standing group
arrangement-kind-other = something else
independence-independent = independent
independence-attached = part of an authority, free in the matter
independence-bound = bound by instructions
independence-unclear = not settled
group-families = families

mechanism-title = Referral mechanism
mechanism-description = What a referral mechanism should have, what of it exists in the federation and the Länder, and what three voices say to it.
mechanism-lead = A referral mechanism settles how those affected are recognised and reach protection and counselling. Here stands what it should have, and what government, independent bodies and civil society say to it. “No answer” means: nobody has said anything about it here. It does not mean that there is nothing.
mechanism-table = Länder and standards
mechanism-table-lead = Each cell tells what each voice says. The name of a Land leads to its answers with reason and evidence.
mechanism-none = No standard is recorded.
mechanism-land = Land
mechanism-federation = Federation
mechanism-not-meant = does not have to act
mechanism-no-answer = no answer
mechanism-voice-none = voice not stated
mechanism-says-met = ✓ { $voice }: met
mechanism-says-partial = ◐ { $voice }: in part
mechanism-says-not-met = ✗ { $voice }: not met
mechanism-says-unclear = ? { $voice }: unclear
mechanism-says-sealed = { $voice }: has answered, sealed until { $until }
mechanism-sealed =
    { $n ->
        [one] One answer is sealed until the date of its inquiry.
       *[other] { $n } answers are sealed until the date of their inquiry.
    }
mechanism-cells =
    { $n ->
        [one] One of { $total } cells has no answer.
       *[other] { $n } of { $total } cells have no answer.
    }
mechanism-silent =
    { $n ->
        [one] One cell was asked about, and no answer came by the date.
       *[other] { $n } cells were asked about, and no answer came by the date.
    }
mechanism-not-met =
    { $n ->
        [one] One answer says that a standard is not met.
       *[other] { $n } answers say that a standard is not met.
    }
mechanism-differ =
    { $n ->
        [one] One answer stands beside a voice that sees it differently.
       *[other] { $n } answers stand in cells in which voices see it differently.
    }
mechanism-unanswered =
    { $n ->
        [one] One standard has no answer anywhere.
       *[other] { $n } standards have no answer anywhere.
    }
mechanism-short =
    { $n ->
        [one] In one case there are fewer shelter places than needed.
       *[other] In { $n } cases there are fewer shelter places than needed.
    }
mechanism-mandate =
    { $n ->
        [one] One focal point lacks its mandate or its independence.
       *[other] { $n } focal points lack their mandate or their independence.
    }
mechanism-over =
    { $n ->
        [one] One part has ended.
       *[other] { $n } parts have ended.
    }
mechanism-focal-points = Focal points
mechanism-focal-lead = Focal points with their mandate and independence, as somebody states them.
mechanism-focal-none = No focal point is recorded.
mechanism-places-link = Shelter places by group and Land
mechanism-all-answers = All answers, also as a chart
mechanism-all-standards = All standards
mechanism-all-arrangements = All parts

answers-title = Answers on the standards
answers-description = Every answer how far a standard is met in a Land, and every cell without an answer.
answers-chart = Answers by Land
answers-finding =
    { $n ->
        [one] Of { $total } cells one has an answer.
       *[other] Of { $total } cells { $n } have an answer.
    }
answers-list = Answers, and cells without an answer
answers-empty = There is no row for this.
answers-filter = Narrow the answers
answers-silence = Where nothing can be read
answers-nobody = nobody
answers-inquiries = Inquiries
answers-inquiries-lead = Who was asked, and how much of it is answered. Whoever was not asked does not count as silent. In a sealed inquiry nobody sees before the date what others answer.
answers-inquiry-answered = { $name }: { $n ->
        [0] no answer
        [one] one answer
       *[other] { $n } answers
    }
answers-inquiry-sealed = { $name }: { $n ->
        [one] one answer, still sealed
       *[other] { $n } answers, still sealed
    }
answers-inquiry-closed = sealed until the end of this day, then open for all at once
answers-inquiry-opened = then opened for all at once
answers-found =
    { $n ->
        [one] One row
       *[other] { $n } rows
    }

standards-title = Standards
standards-description = What a referral mechanism should have, with its source and how binding it is.
standards-lead = What a referral mechanism should have. A duty by law names its legal source and whether a lawyer checked it; a recommendation binds nobody.
standards-caption = Standards with their source
standards-empty = No standard is recorded for this.
standards-filter = Narrow the standards
standards-answered = Answers
standards-answered-yes = with an answer
standards-answered-no = without an answer
standards-count =
    { $n ->
        [0] no answer
        [one] one answer
       *[other] { $n } answers
    }
standards-found =
    { $n ->
        [one] One standard
       *[other] { $n } standards
    }
standard-description = A standard of the referral mechanism, and what is said of it in each Land.
standard-answers = What is said in each Land
standard-arrangements = What exists for it
standard-no-arrangement = Nobody names a part for it.
standard-legal = Legal source
dropped-standard = This standard is no longer in the register.

arrangements-title = Parts of the referral mechanism
arrangements-description = What exists of the referral mechanism: agreements, focal points, shelter places, counselling, procedures.
arrangements-lead = What exists, as an organisation states it: since when, where, and with which evidence. Of shelter places there are only numbers here, never an address.
arrangements-caption = Parts with their Land and period
arrangements-empty = No part is recorded for this.
arrangements-filter = Narrow the parts
arrangements-short = Places
arrangements-short-yes = fewer than needed
arrangements-short-no = not fewer, or not stated
arrangements-mandate = Mandate and independence
arrangements-mandate-yes = both stated
arrangements-mandate-no = focal point without one of them
arrangements-over = Period
arrangements-over-yes = ended
arrangements-over-no = not ended
arrangements-found =
    { $n ->
        [one] One part
       *[other] { $n } parts
    }
arrangement-description = A part of the referral mechanism, as an organisation states it.
arrangement-over = Ended: the stated period is past.
arrangement-cited = Answers that rest on it
dropped-arrangement = This part is no longer in the register.

places-title = Shelter places by group and Land
places-description = How many shelter places there are for which group, and how many are needed, as organisations state it.
places-lead = Each number is what one organisation states for one group in one Land. What several state is not added up. Where nothing stands, nobody has stated anything.
places-table = Places by Land and group
places-list = All statements on places
places-none = Nobody has stated shelter places.
places-nothing = not stated
places-of =
    { $wanted ->
        [one] { $there } of one place
       *[other] { $there } of { $wanted } places
    }
places-there =
    { $n ->
        [one] one place, need not stated
       *[other] { $n } places, need not stated
    }
places-wanted =
    { $n ->
        [one] one place needed, number there not stated
       *[other] { $n } places needed, number there not stated
    }
places-missing =
    { $n ->
        [0] no gap
        [one] one place missing
       *[other] { $n } places missing
    }
places-gap = Gap
