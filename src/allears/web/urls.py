"""Where the pages of the desk are."""

from __future__ import annotations

from django.urls import include, path

from . import learner_urls, urls_learning
from .views import (
    beginning,
    conversation,
    customers,
    entrance,
    inbox,
    learning_practice,
    live,
    packages,
    patterns,
    promises,
    search,
)

app_name = "web"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("conversations/new", beginning.new_conversation, name="new"),
    path("conversations/<int:conversation_id>", conversation.conversation, name="conversation"),
    path("conversations/<int:conversation_id>/answer", conversation.answer, name="answer"),
    path("conversations/<int:conversation_id>/draft", conversation.draft, name="draft"),
    path("conversations/<int:conversation_id>/hand-on", conversation.hand_on, name="hand_on"),
    path("conversations/<int:conversation_id>/promises/new", conversation.make_promise, name="new_promise"),
    path("conversations/<int:conversation_id>/practice", learning_practice.choose, name="make_practice"),
    path("conversations/<int:conversation_id>/<str:act>", conversation.steer, name="steer"),
    path("messages/<int:turn_id>/attachments/<int:place>", conversation.attachment, name="attachment"),
    path("customers/", customers.customers, name="customers"),
    path("customers/new", customers.new_customer, name="new_customer"),
    path("customers/<int:person_id>", customers.customer, name="customer"),
    path("customers/<int:person_id>/edit", customers.edit_customer, name="edit_customer"),
    path("customers/<int:person_id>/standing", customers.decide, name="standing"),
    path("customers/<int:person_id>/twins", customers.twins, name="twins"),
    path("customers/<int:person_id>/merge", customers.merge, name="merge"),
    path("customers/merges/<int:merge_id>/undo", customers.unmerge, name="unmerge"),
    path("groups/<int:group_id>", customers.group, name="group"),
    path("promises/", promises.promises, name="promises"),
    path("promises/<int:promise_id>", conversation.settle, name="promise"),
    # Before the courses: no course can be called "mirror", "journal", "plan", "practice" or "wishes".
    *learner_urls.urlpatterns,
    path("packages/<str:token>/play", packages.play, name="package_play"),
    path("packages/<str:token>/files/<path:path>", packages.file, name="package_file"),
    path("learning/<slug:course>/<slug:lesson>/package", packages.keep, name="package_keep"),
    path("", include(urls_learning.urlpatterns)),
    path("search/", search.search, name="search"),
    path("live", live.live, name="live"),
    path("sign-in/<str:secret>", entrance.one_time, name="one_time"),
    path("patterns", patterns.patterns, name="patterns"),
    path("patterns/conversation", patterns.conversation_page, name="patterns-conversation"),
    path("patterns/inbox", patterns.inbox_page, name="patterns-inbox"),
]
