import { calendar } from '../notation.js';

export const ENGLISH_CALENDAR = calendar({
  months: [
    'January | jan',
    'February | feb',
    'March | mar',
    'April | apr',
    'May',
    'June | jun',
    'July | jul',
    'August | aug',
    'September | sept sep',
    'October | oct',
    'November | nov',
    'December | dec',
  ],
  weekdays: [
    'Monday | mon',
    'Tuesday | tues tue',
    'Wednesday | wed',
    'Thursday | thurs thur thu',
    'Friday | fri',
    'Saturday | sat',
    'Sunday | sun',
  ],
  fillers: 'at on the of local time o’clock hrs',
  dateline:
    'am pm a p m gmt utc bst cet cest est edt cst cdt mst mdt pst pdt msk published updated modified posted last at on date st nd rd th of',
});
